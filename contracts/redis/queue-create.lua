-- Opens an event's waiting room, or brings it back from what is remembered after Redis has lost it.
--
-- Places are numbered from the microsecond at which the room was opened, and after a loss they go on from the present
-- one: nobody joins a million times a second, so no number is ever given twice, whatever was forgotten.
--
-- KEYS: the room's state.
-- ARGV: field, value, … of a remembered state (`next` among them), or of a new one (without `next`).
-- Returns {'EXISTS'} or {'CREATED'}.
local state_key = KEYS[1]
local fields = ARGV

local function whole(value)
  return string.format('%.0f', value)
end

local clock = redis.call('TIME')
local now_us = whole(clock[1] * 1000000 + clock[2])

local function open()
  redis.call('HSET', state_key, 'base', now_us, 'serving', now_us, 'next', now_us, 'boundary', now_us, 'epoch', now_us)
end

-- Whoever joined after the last look has a number in this gap; it stays theirs if they prove it.
local function restore(next_place)
  local gaps = redis.call('HGET', state_key, 'gaps') or ''
  local gap = next_place .. '-' .. now_us
  redis.call('HSET', state_key, 'gaps', gaps == '' and gap or gaps .. ',' .. gap,
    'next', now_us, 'epoch', now_us, 'reserved', 0)
end

if redis.call('EXISTS', state_key) == 1 then
  return {'EXISTS'}
end
redis.call('HSET', state_key, unpack(fields))
local next_place = redis.call('HGET', state_key, 'next')
if next_place then
  restore(next_place)
else
  open()
end
return {'CREATED'}
