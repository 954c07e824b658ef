-- Brings Redis's copy of some tickets up to what Postgres says of them. Any order, any repetition: a ticket's version
-- decides what is news.
--
-- KEYS  1 booked  2 final  3 seatver  4 held  5 ver  6 changes  7 owned
-- ARGV  1 key prefix `bo:{e}:`  2 stream length  3 message for channel bo:bookings ('' for none)
--       4 admission used up ('' for none)  5 how long to remember that, in ms
--       then per ticket: ordinal, status (0 available, 1 reserved, 2 booked), version, owner's hash ('' when available)
-- Returns the number of tickets that were news.
local prefix = ARGV[1]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local text = {}
local spent = {}
for i = 6, #ARGV, 4 do
  local ordinal, status, version, owner = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2]), ARGV[i + 3]
  local known = redis.call('HGET', KEYS[3], ordinal)
  local knownVersion, knownOwner = -1, ''
  if known then
    local split = string.find(known, ' ', 1, true)
    knownVersion = tonumber(string.sub(known, 1, split - 1))
    knownOwner = string.sub(known, split + 1)
  end
  if version > knownVersion then
    redis.call('HSET', KEYS[3], ordinal, ARGV[i + 2] .. ' ' .. owner)
    if owner ~= knownOwner then
      if knownOwner ~= '' and redis.call('HINCRBY', KEYS[7], knownOwner, -1) <= 0 then
        redis.call('HDEL', KEYS[7], knownOwner)
      end
      if owner ~= '' then
        redis.call('HINCRBY', KEYS[7], owner, 1)
      end
    end
    redis.call('SETBIT', KEYS[1], ordinal, status == '0' and 0 or 1)
    redis.call('SETBIT', KEYS[2], ordinal, status == '2' and 1 or 0)

    local seat = prefix .. 'seat:' .. ordinal
    local hold = redis.call('GET', seat)
    local holder = hold and redis.call('HGET', prefix .. 'hold:' .. hold, 'buyer')
    if status == '0' and hold and holder then
      -- A declined card: the seats go back to the hold for what is left of it.
      local deadline = string.format('%.0f', now + redis.call('PTTL', seat))
      redis.call('ZADD', KEYS[4], deadline, ordinal)
      redis.call('ZADD', prefix .. 'buyer:' .. holder, deadline, ordinal)
      redis.call('PEXPIREAT', prefix .. 'buyer:' .. holder, deadline)
      text[#text + 1] = ordinal .. ':1:' .. deadline
    elseif status == '0' then
      redis.call('ZREM', KEYS[4], ordinal)
      text[#text + 1] = ordinal .. ':0'
    else
      -- The seat counts for its owner in `owned` from here on, not as a hold as well.
      if holder then
        redis.call('ZREM', prefix .. 'buyer:' .. holder, ordinal)
      end
      if status == '2' then
        redis.call('DEL', seat)
        redis.call('ZREM', KEYS[4], ordinal)
        if hold and holder == owner then
          spent[#spent + 1] = prefix .. 'hold:' .. hold
        end
      end
      text[#text + 1] = ordinal .. ':' .. status
    end
  end
end
-- Not sooner: the record tells whose the other seats of the hold are.
for _, record in ipairs(spent) do
  redis.call('DEL', record)
end
if ARGV[4] ~= '' then
  redis.call('SET', prefix .. 'queue:done:' .. ARGV[4], '1', 'PX', ARGV[5])
end
if #text > 0 then
  if redis.call('EXISTS', KEYS[5]) == 0 then
    redis.call('SET', KEYS[5], clock[1] .. string.format('%06d', clock[2]))
  end
  local version = redis.call('INCR', KEYS[5])
  redis.call('XADD', KEYS[6], 'MAXLEN', '~', ARGV[2], string.format('%.0f', version) .. '-0', 's', table.concat(text, ','))
end
if ARGV[3] ~= '' then
  redis.call('PUBLISH', 'bo:bookings', ARGV[3])
end
return #text
