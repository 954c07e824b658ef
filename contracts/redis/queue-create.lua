-- Opens an event's waiting room, or brings it back from what a gateway remembers after Redis has lost it.
--
-- Places are numbered from the microsecond at which the room was opened, and after a loss they go on from the present one:
-- nobody joins a million times a second, so no number is ever given twice, whatever was forgotten.
--
-- KEYS: state. ARGV: field, value, … of a remembered state (`next` among them), or of a new one (without `next`).
local clock = redis.call('TIME')
local now = string.format('%.0f', clock[1] * 1000000 + clock[2])
if redis.call('EXISTS', KEYS[1]) == 1 then
  return {'EXISTS'}
end
redis.call('HSET', KEYS[1], unpack(ARGV))
local remembered = redis.call('HGET', KEYS[1], 'next')
if remembered then
  -- Whoever joined after the last look has a number in this gap; it stays his if he proves it.
  local gaps = redis.call('HGET', KEYS[1], 'gaps') or ''
  gaps = gaps .. (gaps == '' and '' or ',') .. remembered .. '-' .. now
  redis.call('HSET', KEYS[1], 'gaps', gaps, 'next', now, 'epoch', now, 'reserved', 0)
else
  redis.call('HSET', KEYS[1], 'base', now, 'serving', now, 'next', now, 'boundary', now, 'epoch', now)
end
return {'CREATED'}
