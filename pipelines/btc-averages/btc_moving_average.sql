-- The average of the averages of the newest ten windows, five minutes where none is missing. Each window counts once,
-- however many trades it has. `windows` says how many there were.
-- It is exact until it is rounded once, half up, to 12 digits: the sum is divided as a whole number.
WITH summed AS (
  SELECT
    window_start,
    window_end,
    product_id,
    average_price,
    CAST(CAST(sum(average_price) OVER newest_ten AS DECIMAL(23, 12)) * CAST(1000000000000 AS DECIMAL(13, 0)) AS HUGEINT) AS total,
    count(average_price) OVER newest_ten AS windows
  FROM btc_averages
  WINDOW newest_ten AS (
    PARTITION BY product_id ORDER BY window_start RANGE BETWEEN INTERVAL 270 SECONDS PRECEDING AND CURRENT ROW
  )
)
SELECT
  window_start,
  window_end,
  product_id,
  average_price,
  CAST(
    CAST((2 * total + windows) // (2 * windows) AS DECIMAL(22, 0)) * CAST(0.000000000001 AS DECIMAL(12, 12)) AS DECIMAL(22, 12)
  ) AS moving_average,
  windows
FROM summed
