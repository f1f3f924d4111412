-- One row per coin and minute. Both keys are computed as in dim_asset and dim_time, not looked up there: a coin that
-- came since those were made last has its right key here already.
SELECT
  CAST('0x' || left(md5(crypto_symbol), 15) AS BIGINT) AS asset_key,
  CAST(strftime(window_start AT TIME ZONE 'UTC', '%Y%m%d%H%M') AS BIGINT) AS time_key,
  price_usd,
  volume_24h,
  percent_change_24h
FROM silver.crypto_prices_clean
