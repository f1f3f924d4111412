-- One row per coin and day (UTC), of the last price of each minute.
-- The average is exact until it is rounded once, half up, to 8 digits: prices are summed as whole numbers.
WITH summed AS (
  SELECT
    crypto_symbol,
    CAST(window_start AT TIME ZONE 'UTC' AS DATE) AS day,
    arg_min(price_usd, window_start) AS open,
    max(price_usd) AS high,
    min(price_usd) AS low,
    arg_max(price_usd, window_start) AS close,
    sum(CAST(CAST(price_usd AS DECIMAL(28, 8)) * 100000000 AS HUGEINT)) AS total,
    count(*) AS observations
  FROM silver.crypto_prices_clean
  WHERE price_usd IS NOT NULL
  GROUP BY ALL
)
SELECT
  crypto_symbol,
  day,
  open,
  high,
  low,
  close,
  CAST(CAST((2 * total + observations) // (2 * observations) AS DECIMAL(20, 0)) * 0.00000001 AS DECIMAL(18, 8)) AS average,
  observations
FROM summed
