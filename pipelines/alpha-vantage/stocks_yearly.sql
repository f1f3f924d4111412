-- One row per share and calendar year of its weeks' last days.
--   Returns use adjusted closes, which Alpha Vantage adjusts for splits and dividends. High, low and volume are as traded:
--   across a split they are in different units.
--   return      from the year's first weekly adjusted close to its last, as a fraction: 0.1 is 10 %
--   volatility  sample standard deviation of the log returns between the year's weeks, not annualised (times sqrt(52)
--               for that); null below three weeks
-- Doubles are used within, and rounded to 8 digits at the end.
WITH weeks AS (
  SELECT *, CAST(last_day AS DATE) AS week, CAST(extract(year FROM CAST(last_day AS DATE)) AS INTEGER) AS year
  FROM kafka.silver.stocks_weekly
),
returns AS (
  SELECT
    *,
    ln(CAST(adjusted_close AS DOUBLE) / lag(CAST(adjusted_close AS DOUBLE)) OVER (PARTITION BY symbol, year ORDER BY week))
      AS log_return
  FROM weeks
)
SELECT
  symbol,
  year,
  CAST(count(*) AS INTEGER) AS weeks,
  arg_min(adjusted_close, week) AS first_adjusted_close,
  arg_max(adjusted_close, week) AS last_adjusted_close,
  CAST(
    round(CAST(arg_max(adjusted_close, week) AS DOUBLE) / CAST(arg_min(adjusted_close, week) AS DOUBLE) - 1, 8)
    AS DECIMAL(18, 8)) AS return,
  max(high) AS high,
  min(low) AS low,
  CAST(round(avg(volume), 2) AS DECIMAL(20, 2)) AS average_volume,
  CAST(round(stddev_samp(log_return ORDER BY week), 8) AS DECIMAL(18, 8)) AS volatility,
  sum(dividend_amount) AS dividends
FROM returns
GROUP BY symbol, year
