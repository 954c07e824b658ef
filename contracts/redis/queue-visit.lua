-- Finds the place of a visitor, gives him one when he joins, and takes back in whoever proves the place he had.
--
-- KEYS: state, the visitor's bucket, active, allow-list.
-- ARGV: 1 visitor (12 bytes)  2 the same as text  3 'join' or 'read'  4 highest place this gateway has seen given
--       5 place, and 6 epoch, of a place token ('' without)  7 seconds for which a bucket is kept
-- Returns {'MISSING'}, {'REFUSED'}, {'ABSENT'}, or {'PLACE', place, epoch, admitted until (ms) or 0}.
local state = redis.call('HMGET', KEYS[1], 'base', 'next', 'epoch', 'allow')
if not state[1] then
  return {'MISSING'}
end
local base = tonumber(state[1])
local function remember(place)
  redis.call('HSET', KEYS[2], ARGV[1], string.format('%.0f', place - base))
  if redis.call('HLEN', KEYS[2]) == 1 then
    redis.call('EXPIRE', KEYS[2], ARGV[7])
  end
end

local found = redis.call('HGET', KEYS[2], ARGV[1])
local place
if found then
  place = base + tonumber(found)
elseif ARGV[5] ~= '' and ARGV[6] ~= state[3] then
  -- Proven, and from before a loss. (In the same epoch a missing place was given back.)
  place = tonumber(ARGV[5])
  remember(place)
elseif ARGV[3] ~= 'join' then
  return {'ABSENT'}
elseif state[4] == '1' and redis.call('SISMEMBER', KEYS[4], ARGV[2]) == 0 then
  return {'REFUSED'}
else
  place = tonumber(state[2])
  if place <= tonumber(ARGV[4]) then
    -- A failover has forgotten numbers that were given: go on beyond them.
    local clock = redis.call('TIME')
    local later = clock[1] * 1000000 + clock[2]
    local gaps = redis.call('HGET', KEYS[1], 'gaps') or ''
    gaps = gaps .. (gaps == '' and '' or ',') .. string.format('%.0f-%.0f', place, later)
    redis.call('HSET', KEYS[1], 'gaps', gaps, 'epoch', string.format('%.0f', later))
    state[3] = string.format('%.0f', later)
    place = later
  end
  redis.call('HSET', KEYS[1], 'next', string.format('%.0f', place + 1))
  remember(place)
end
local text = string.format('%.0f', place)
return {'PLACE', text, state[3], redis.call('ZSCORE', KEYS[3], ARGV[2] .. '.' .. text) or '0'}
