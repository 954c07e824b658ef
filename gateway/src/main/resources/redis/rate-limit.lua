-- Takes one request out of each of some buckets, up to the first that is empty, by the generic cell rate algorithm: a
-- bucket is one number, the time at which it would be full again.
--
-- KEYS: the buckets. ARGV: for each of them the microseconds in which one request is earned back, and its size.
-- Returns for each bucket that was asked: 1 or 0, requests left, microseconds until one is possible, microseconds until
-- the bucket is full.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local reply = {}

local function tell(allowed, left, retry_after, full_after)
  local size = #reply
  reply[size + 1], reply[size + 2], reply[size + 3], reply[size + 4] = allowed, left, retry_after, full_after
end

local function take(bucket, earn, burst)
  local depth = earn * burst
  local full = tonumber(redis.call('GET', bucket) or now)
  if full < now then
    full = now
  end
  local after = full + earn
  if after - depth > now then
    tell(0, 0, math.ceil(after - depth - now), math.ceil(full - now))
    return false
  end
  redis.call('SET', bucket, string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000))
  tell(1, math.floor((depth - (after - now)) / earn), 0, math.ceil(after - now))
  return true
end

for i, bucket in ipairs(KEYS) do
  if not take(bucket, tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])) then
    break
  end
end
return reply
