-- Takes one request out of a bucket, by the generic cell rate algorithm: the bucket is one number, the time at which it
-- would be full again.
--
-- KEYS: the bucket. ARGV: microseconds in which one request is earned back, size of the bucket.
-- Returns {1 or 0, requests left, microseconds until one is possible, microseconds until the bucket is full}.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local earn = tonumber(ARGV[1])
local depth = earn * tonumber(ARGV[2])
local full = tonumber(redis.call('GET', KEYS[1]) or now)
if full < now then
  full = now
end
local after = full + earn
if after - depth > now then
  return {0, 0, math.ceil(after - depth - now), math.ceil(full - now)}
end
redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000))
return {1, math.floor((depth - (after - now)) / earn), 0, math.ceil(after - now)}
