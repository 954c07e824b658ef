-- Admits a visitor whose place has been called, as long as there is room: never more than `most_active` at once.
--
-- KEYS: the room's state, the visitor's bucket of places, active, batches, unclaimed, audit.
-- ARGV: the visitor (12 bytes), the same as text, their place, which names the admission, their turn (the place as drawn),
--       the life of an admission in ms, how many may be inside at once, the length of the audit trail.
-- Returns {'ADMITTED', until (ms)} or {'WAITING'}.
local state_key, places_key, active_key = KEYS[1], KEYS[2], KEYS[3]
local batches_key, unclaimed_key, audit_key = KEYS[4], KEYS[5], KEYS[6]
local visitor, visitor_text, place, turn = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local admission_ttl_ms, most_active, audit_length = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7]

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local admission = visitor_text .. '.' .. place

-- A gateway may remember a place that was given back since, and that somebody else may have. One that Redis has lost is
-- theirs again once they prove it (queue-visit.lua).
local function is_theirs(base)
  local kept = redis.call('HGET', places_key, visitor)
  return kept and tonumber(kept) == tonumber(place) - base
end

-- Room was kept for those who were called with the visitor's batch; who comes too late takes what is free.
local function take_room(reserved)
  local batch = redis.call('ZRANGEBYSCORE', batches_key, '(' .. turn, '+inf', 'LIMIT', 0, 1)[1]
  if batch and tonumber(redis.call('HGET', unclaimed_key, batch) or '0') > 0 then
    redis.call('HINCRBY', unclaimed_key, batch, -1)
    redis.call('HINCRBY', state_key, 'reserved', -1)
    return true
  end
  return redis.call('ZCARD', active_key) + reserved < most_active
end

local function admit()
  local till = string.format('%.0f', now + admission_ttl_ms)
  redis.call('ZADD', active_key, till, admission)
  redis.call('HINCRBY', state_key, 'admitted', 1)
  redis.call('XADD', audit_key, 'MAXLEN', '~', audit_length, '*',
    'what', 'ADMITTED', 'who', visitor_text, 'place', place, 'until', till)
  return {'ADMITTED', till}
end

local admitted_until = redis.call('ZSCORE', active_key, admission)
if admitted_until and tonumber(admitted_until) > now then
  return {'ADMITTED', admitted_until}
end
local state = redis.call('HMGET', state_key, 'serving', 'reserved', 'soldout', 'base')
local serving, reserved, sold_out = state[1] and tonumber(state[1]), tonumber(state[2] or '0'), state[3] == '1'
if admitted_until or not serving or tonumber(turn) >= serving or sold_out then
  return {'WAITING'} -- an admission that has run out is taken away by the next tick
end
if not is_theirs(tonumber(state[4])) or not take_room(reserved) then
  return {'WAITING'}
end
return admit()
