-- The average of the averages of the newest ten windows, five minutes where none is missing. Each window counts once,
-- however many trades it has. `windows` says how many there were.
SELECT
  window_start,
  window_end,
  product_id,
  average_price,
  CAST(avg(average_price) OVER newest_ten AS DECIMAL(22, 8)) AS moving_average,
  count(*) OVER newest_ten AS windows
FROM btc_averages
WINDOW newest_ten AS (
  PARTITION BY product_id ORDER BY window_start RANGE BETWEEN INTERVAL 270 SECONDS PRECEDING AND CURRENT ROW
)
