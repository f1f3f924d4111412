-- One row per share and week: the same figures as in stocks_yearly over the 52 weeks that end with it. weeks says how many
-- there are; before there are 52 the figures are null. A week that Alpha Vantage does not have is not counted.
--   Returns use adjusted closes, which Alpha Vantage adjusts for splits and dividends. High, low and volume are as traded:
--   across a split they are in different units.
--   return      from the first of the 52 weekly adjusted closes to the last, as a fraction
--   volatility  sample standard deviation of the 51 log returns between the 52 weeks, not annualised
-- Doubles are used within, and rounded to 8 digits at the end.
WITH weeks AS (
  SELECT *, CAST(last_day AS DATE) AS week FROM kafka.silver.stocks_weekly
),
returns AS (
  SELECT
    *,
    ln(CAST(adjusted_close AS DOUBLE) / lag(CAST(adjusted_close AS DOUBLE)) OVER (PARTITION BY symbol ORDER BY week))
      AS log_return
  FROM weeks
),
figures AS (
  SELECT
    symbol,
    week,
    count(*) OVER year AS weeks,
    first_value(adjusted_close) OVER year AS first_adjusted_close,
    adjusted_close AS last_adjusted_close,
    max(high) OVER year AS high,
    min(low) OVER year AS low,
    avg(volume) OVER year AS average_volume,
    stddev_samp(log_return) OVER between_weeks AS volatility,
    sum(dividend_amount) OVER year AS dividends
  FROM returns
  WINDOW
    year AS (PARTITION BY symbol ORDER BY week ROWS BETWEEN 51 PRECEDING AND CURRENT ROW),
    between_weeks AS (PARTITION BY symbol ORDER BY week ROWS BETWEEN 50 PRECEDING AND CURRENT ROW)
)
SELECT
  symbol,
  week AS last_day,
  CAST(weeks AS INTEGER) AS weeks,
  CASE WHEN weeks = 52 THEN first_adjusted_close END AS first_adjusted_close,
  CASE WHEN weeks = 52 THEN last_adjusted_close END AS last_adjusted_close,
  CASE WHEN weeks = 52 THEN
    CAST(round(CAST(last_adjusted_close AS DOUBLE) / CAST(first_adjusted_close AS DOUBLE) - 1, 8) AS DECIMAL(18, 8))
  END AS return,
  CASE WHEN weeks = 52 THEN high END AS high,
  CASE WHEN weeks = 52 THEN low END AS low,
  CASE WHEN weeks = 52 THEN CAST(round(average_volume, 2) AS DECIMAL(20, 2)) END AS average_volume,
  CASE WHEN weeks = 52 THEN CAST(round(volatility, 8) AS DECIMAL(18, 8)) END AS volatility,
  CASE WHEN weeks = 52 THEN dividends END AS dividends
FROM figures
