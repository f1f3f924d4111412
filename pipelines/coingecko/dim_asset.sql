-- One row per coin. The key is made of the symbol alone (60 bits of its MD5), so that it never changes, whatever
-- coins come later and in whatever order; facts can carry it without looking it up here.
SELECT
  CAST('0x' || left(md5(crypto_symbol), 15) AS BIGINT) AS asset_key,
  crypto_symbol,
  min(api_timestamp) AS first_seen,
  max(api_timestamp) AS last_seen
FROM silver.crypto_prices_clean
GROUP BY crypto_symbol
