-- Asks, just before the seats are claimed in Postgres, whether a hold is alive, and keeps it so for the moment the
-- claim takes. A hold that Redis never saw (it was out) takes its seats now, if no other hold has them.
--
-- KEYS  1 the hold's record  2 held  3 ver  4 changes  5 the buyer's zset
-- ARGV  1 key prefix `bo:{e}:`  2 hold key  3 buyer hash  4 grace in ms  5 '1' for a guaranteed hold
--       6 deadline of the hold (epoch ms)  7 stream length  8… ordinals
-- Returns {'ALIVE', admission}, {'GONE'} or {'TAKEN', ordinal…}.
local prefix, holdKey, buyer, grace = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local deadline = tonumber(ARGV[6])

local record = redis.call('HMGET', KEYS[1], 'buyer', 'admission')
if record[1] then
  if record[1] ~= buyer then
    return {'GONE'}
  end
  if redis.call('PTTL', KEYS[1]) < grace then
    local till = string.format('%.0f', now + grace)
    redis.call('PEXPIRE', KEYS[1], grace)
    for i = 8, #ARGV do
      if redis.call('GET', prefix .. 'seat:' .. ARGV[i]) == holdKey then
        redis.call('PEXPIRE', prefix .. 'seat:' .. ARGV[i], grace)
        redis.call('ZADD', KEYS[2], till, ARGV[i])
      end
    end
  end
  return {'ALIVE', record[2] or ''}
end
if ARGV[5] == '1' or deadline <= now then
  return {'GONE'}
end

local taken = {'TAKEN'}
for i = 8, #ARGV do
  local holder = redis.call('GET', prefix .. 'seat:' .. ARGV[i])
  if holder and holder ~= holdKey then
    taken[#taken + 1] = ARGV[i]
  end
end
if #taken > 1 then
  return taken
end
local ttl = deadline - now
local text, mine, held = {}, {}, {}
for i = 8, #ARGV do
  redis.call('SET', prefix .. 'seat:' .. ARGV[i], holdKey, 'PX', string.format('%.0f', ttl))
  held[#held + 1] = ARGV[6]
  held[#held + 1] = ARGV[i]
  mine[#mine + 1] = ARGV[i]
  text[#text + 1] = ARGV[i] .. ':1:' .. ARGV[6]
end
redis.call('ZADD', KEYS[2], unpack(held))
redis.call('ZADD', KEYS[5], unpack(held))
redis.call('HSET', KEYS[1], 'buyer', buyer, 'ordinals', table.concat(mine, ','), 'deadline', ARGV[6], 'admission', '')
redis.call('PEXPIRE', KEYS[1], string.format('%.0f', ttl))
if redis.call('EXISTS', KEYS[3]) == 0 then
  redis.call('SET', KEYS[3], clock[1] .. string.format('%06d', clock[2]))
end
local version = redis.call('INCR', KEYS[3])
redis.call('XADD', KEYS[4], 'MAXLEN', '~', ARGV[7], string.format('%.0f', version) .. '-0', 's', table.concat(text, ','))
return {'ALIVE', ''}
