-- Ends a hold before its time. Only its owner can, and not while its seats are being paid for.
--
-- KEYS  1 the hold's record  2 held  3 booked  4 ver  5 changes  6 the buyer's zset
-- ARGV  1 key prefix `bo:{e}:`  2 hold key  3 buyer hash  4 stream length  5… ordinals
-- Returns 'RELEASED', 'GONE', 'FOREIGN' or 'IN_PAYMENT'.
local owner = redis.call('HGET', KEYS[1], 'buyer')
if not owner then
  return 'GONE'
end
if owner ~= ARGV[3] then
  return 'FOREIGN'
end
for i = 5, #ARGV do
  if redis.call('GETBIT', KEYS[3], ARGV[i]) == 1 then
    return 'IN_PAYMENT'
  end
end
local text = {}
for i = 5, #ARGV do
  local seat = ARGV[1] .. 'seat:' .. ARGV[i]
  if redis.call('GET', seat) == ARGV[2] then
    redis.call('DEL', seat)
    redis.call('ZREM', KEYS[2], ARGV[i])
    redis.call('ZREM', KEYS[6], ARGV[i])
    text[#text + 1] = ARGV[i] .. ':0'
  end
end
redis.call('DEL', KEYS[1])
if #text > 0 then
  local clock = redis.call('TIME')
  if redis.call('EXISTS', KEYS[4]) == 0 then
    redis.call('SET', KEYS[4], clock[1] .. string.format('%06d', clock[2]))
  end
  local version = redis.call('INCR', KEYS[4])
  redis.call('XADD', KEYS[5], 'MAXLEN', '~', ARGV[4], string.format('%.0f', version) .. '-0', 's', table.concat(text, ','))
end
return 'RELEASED'
