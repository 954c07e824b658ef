-- Lets a visitor go: their place, or their admission, flows back to those behind them.
--
-- KEYS: the room's state, the visitor's bucket of places, active, left, audit, the mark of a used admission.
--       `left` has, before the draw, lots that nobody has now; after it, turns that nobody will take.
-- ARGV: the visitor (12 bytes), the same as text, their place, their turn ('' before the draw), the length of the audit
--       trail.
-- Returns {'ABSENT'}, {'LEFT'}, or {'DRAWING'}: who takes part in the draw is being written down, ask again.
local state_key, places_key, active_key = KEYS[1], KEYS[2], KEYS[3]
local left_key, audit_key, done_key = KEYS[4], KEYS[5], KEYS[6]
local visitor, visitor_text, place, turn, audit_length = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local admission = visitor_text .. '.' .. place

-- The token lives on, so it is marked as used: somebody else may be inside in their stead.
local function end_admission(admitted_until)
  local clock = redis.call('TIME')
  local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
  redis.call('ZREM', active_key, admission)
  redis.call('SET', done_key, '1', 'PX', string.format('%.0f', math.max(1000, admitted_until - now + 1000)))
end

-- Those who left before they were called need no room when their turn comes.
local function note_left()
  if tonumber(turn) >= tonumber(redis.call('HGET', state_key, 'serving') or '0') then
    redis.call('ZADD', left_key, turn, turn)
  end
end

-- A lot that nobody has goes to whoever joins next, unless somebody may still prove it: one from before a loss.
local function return_lot(gaps)
  if (gaps or '') == '' then
    redis.call('ZADD', left_key, place, place)
  end
end

local state = redis.call('HMGET', state_key, 'opened', 'frozen', 'gaps')
local opened, frozen, gaps = state[1] == '1', state[2] == '1', state[3]
if frozen and not opened or opened and turn == '' then
  return {'DRAWING'}
end
if redis.call('HDEL', places_key, visitor) == 0 then
  return {'ABSENT'}
end
local admitted_until = redis.call('ZSCORE', active_key, admission)
if admitted_until then
  end_admission(tonumber(admitted_until))
elseif opened then
  note_left()
else
  return_lot(gaps)
end
redis.call('XADD', audit_key, 'MAXLEN', '~', audit_length, '*', 'what', 'LEFT', 'who', visitor_text, 'place', place)
return {'LEFT'}
