-- One row per minute (UTC) in which there is a price; time_key reads yyyymmddhhmm.
SELECT DISTINCT
  CAST(strftime(window_start AT TIME ZONE 'UTC', '%Y%m%d%H%M') AS BIGINT) AS time_key,
  CAST(extract(minute FROM window_start AT TIME ZONE 'UTC') AS INTEGER) AS minute,
  CAST(extract(hour FROM window_start AT TIME ZONE 'UTC') AS INTEGER) AS hour,
  CAST(extract(day FROM window_start AT TIME ZONE 'UTC') AS INTEGER) AS day,
  CAST(extract(month FROM window_start AT TIME ZONE 'UTC') AS INTEGER) AS month,
  CAST(extract(year FROM window_start AT TIME ZONE 'UTC') AS INTEGER) AS year,
  -- 1 is Monday, 7 is Sunday.
  CAST(extract(isodow FROM window_start AT TIME ZONE 'UTC') AS INTEGER) AS day_of_week
FROM silver.crypto_prices_clean
