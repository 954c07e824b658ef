-- Finds the place of a visitor, gives them one when they join, and takes back in whoever proves the place they had.
--
-- KEYS: the room's state, the visitor's bucket of places, active, allow-list, left, how the visitor's time inside ended.
-- ARGV: the visitor (12 bytes), the same as text, 'join' or 'read', the highest place this gateway has seen given, place
--       and epoch of a place token ('' without), the seconds for which a bucket is kept, the hash of an access code ('' without).
-- Returns {'MISSING'}, {'REFUSED'}, {'ABSENT'}, {'ENDED', state, reason}, or {'PLACE', place, epoch, admitted until (ms)
--         or 0}.
local state_key, places_key, active_key, allowed_key = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local left_key, end_key = KEYS[5], KEYS[6]
local visitor, visitor_text = ARGV[1], ARGV[2]
local joins = ARGV[3] == 'join'
local highest_place = tonumber(ARGV[4])
local proven_place, proven_epoch = ARGV[5], ARGV[6]
local keep_seconds, code = ARGV[7], ARGV[8]

local function whole(value)
  return string.format('%.0f', value)
end

local state = redis.call('HMGET', state_key, 'base', 'next', 'epoch', 'allow', 'opened', 'frozen')
if not state[1] then
  return {'MISSING'}
end
local base, next_place, epoch = tonumber(state[1]), tonumber(state[2]), state[3]
local listed_only = state[4] == '1'
local gathers_lots = state[5] ~= '1' and state[6] ~= '1'

local function remember(place)
  redis.call('HSET', places_key, visitor, whole(place - base))
  redis.call('EXPIRE', places_key, keep_seconds)
end

-- A failover has forgotten numbers that were given: go on beyond them.
local function skip_forgotten()
  local clock = redis.call('TIME')
  local later = clock[1] * 1000000 + clock[2]
  local gaps = redis.call('HGET', state_key, 'gaps') or ''
  local gap = whole(next_place) .. '-' .. whole(later)
  epoch = whole(later)
  redis.call('HSET', state_key, 'gaps', gaps == '' and gap or gaps .. ',' .. gap, 'epoch', epoch)
  next_place = later
end

-- Before the draw all lots are worth the same: one that was given back is given again, so that however often people come
-- and go there are no more lots than people who were here at one time.
local function give_returned()
  local free = gathers_lots and redis.call('ZPOPMIN', left_key)[1]
  if not free then
    return nil
  end
  remember(tonumber(free))
  return tonumber(free)
end

local function give_next()
  if next_place <= highest_place then
    skip_forgotten()
  end
  redis.call('HSET', state_key, 'next', whole(next_place + 1))
  remember(next_place)
  return next_place
end

local function reply(place)
  local text = whole(place)
  return {'PLACE', text, epoch, redis.call('ZSCORE', active_key, visitor_text .. '.' .. text) or '0'}
end

local found = redis.call('HGET', places_key, visitor)
if found then
  return reply(base + tonumber(found))
end
-- Proven, and from before a loss. (In the same epoch a missing place was given back.)
if proven_place ~= '' and proven_epoch ~= epoch then
  local place = tonumber(proven_place)
  remember(place)
  return reply(place)
end
if not joins then
  local ended = redis.call('GET', end_key)
  if ended then
    return {'ENDED', string.match(ended, '^(%u+) (.*)$')}
  end
  return {'ABSENT'}
end
if listed_only and redis.call('SISMEMBER', allowed_key, visitor_text) == 0
    and (code == '' or redis.call('SISMEMBER', allowed_key, 'code:' .. code) == 0) then
  return {'REFUSED'}
end
redis.call('DEL', end_key)
return reply(give_returned() or give_next())
