-- Takes all the wanted seats of an event for one buyer, or none. One call, no SQL.
--
-- KEYS  1 loaded  2 held  3 booked  4 ver  5 changes  6 owned  7 the buyer's zset  8 the hold's record
--       9 idempotency record  10 queue:on  11 queue:done:<admission>           (all with the event's hash tag)
--       12 which event the idempotency key belongs to; not in a cluster, where it lives in another slot (KeyEvents)
-- ARGV  1 key prefix `bo:{e}:`  2 hold key  3 buyer hash  4 TTL in ms  5 most seats a customer may have
--       6 sales start, 7 sales end (epoch ms, 0: open)  8 request hash ('' without idempotency key)
--       9 life of the idempotency record in ms  10 admission id ('' without)  11 waiting room: ON, or what queue:on says
--       12 stream length  13 seats wanted
--       14 'listed': the rest are alternatives, each of `wanted` ordinals, the first free one is taken
--          'try':    the same, but that all are taken is not this request's last word
--          'scan':   the rest are rows `first,last` in order of preference; together in one row, else spread
-- Returns {'HELD', deadline, hold key, ordinal…}, {'TAKEN', ordinal…}, {'LIMIT', has}, {'SOLD_OUT'}, {'NOT_ON_SALE'},
--         {'ADMISSION'}, {'KEY_REUSED'}, {'NOT_LOADED'}; a repeated request gets its first answer with 'REPLAYED' before it.
local prefix, holdKey, buyer, ttl = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local requestHash = ARGV[8]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

if requestHash ~= '' then
  if KEYS[12] and (redis.call('GET', KEYS[12]) or prefix) ~= prefix then
    return {'KEY_REUSED'}
  end
  local first = redis.call('GET', KEYS[9])
  if first then
    local split = string.find(first, ' ', 1, true)
    if string.sub(first, 1, split - 1) ~= requestHash then
      return {'KEY_REUSED'}
    end
    local answer = cjson.decode(string.sub(first, split + 1))
    table.insert(answer, 1, 'REPLAYED')
    return answer
  end
end

-- This very request, sent once more because its answer was lost on the way.
local before = redis.call('HMGET', KEYS[8], 'deadline', 'ordinals')
if before[1] then
  local result = {'HELD', before[1], holdKey}
  for ordinal in string.gmatch(before[2], '%d+') do
    result[#result + 1] = ordinal
  end
  return result
end

if redis.call('EXISTS', KEYS[1]) == 0 then
  return {'NOT_LOADED'}
end

local function answer(result)
  if requestHash ~= '' then
    redis.call('SET', KEYS[9], requestHash .. ' ' .. cjson.encode(result), 'PX', ARGV[9])
    if KEYS[12] then
      redis.call('SET', KEYS[12], prefix, 'PX', ARGV[9])
    end
  end
  return result
end

if (tonumber(ARGV[6]) > now) or (tonumber(ARGV[7]) ~= 0 and tonumber(ARGV[7]) <= now) then
  return answer({'NOT_ON_SALE'})
end
if ARGV[10] == '' then
  -- What the gateway says now ('1' on, '0' off) comes before what the catalogue said when the event was edited.
  local room = redis.call('GET', KEYS[10])
  if room == '1' or (ARGV[11] == 'ON' and room ~= '0') then
    return answer({'ADMISSION'})
  end
elseif redis.call('EXISTS', KEYS[11]) == 1 then
  return answer({'ADMISSION'})
end

-- The buyer's own holds that have run out no longer count, nor do those whose seats are in `owned` by now.
local wanted = tonumber(ARGV[13])
redis.call('ZREMRANGEBYSCORE', KEYS[7], '-inf', now)
local has = redis.call('ZCARD', KEYS[7]) + tonumber(redis.call('HGET', KEYS[6], buyer) or '0')
if has + wanted > tonumber(ARGV[5]) then
  return answer({'LIMIT', tostring(has)})
end

local function isFree(ordinal)
  -- guard:begin
  if redis.call('GETBIT', KEYS[3], ordinal) == 1 or redis.call('EXISTS', prefix .. 'seat:' .. ordinal) == 1 then
    return false
  end
  -- guard:end
  return true
end

local taken, seats = {}, nil
if ARGV[14] ~= 'scan' then
  for first = 15, #ARGV, wanted do
    local all = true
    for i = first, first + wanted - 1 do
      if not isFree(ARGV[i]) then
        all = false
        taken[#taken + 1] = ARGV[i]
      end
    end
    if all then
      seats = {}
      for i = first, first + wanted - 1 do
        seats[#seats + 1] = ARGV[i]
      end
      break
    end
  end
  if not seats then
    table.insert(taken, 1, 'TAKEN')
    return ARGV[14] == 'listed' and answer(taken) or taken
  end
else
  -- Exact, for when the alternatives kept being taken: nobody is refused while enough is free.
  local bits = redis.call('GET', KEYS[3]) or ''
  local held = {}
  for _, ordinal in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. now, '+inf')) do
    held[tonumber(ordinal)] = true
  end
  local function looksFree(ordinal)
    local byte = string.byte(bits, math.floor(ordinal / 8) + 1) or 0
    return not held[ordinal] and math.floor(byte / 2 ^ (7 - ordinal % 8)) % 2 == 0
  end
  local spread = {}
  for i = 15, #ARGV, 2 do
    local run = {}
    for ordinal = tonumber(ARGV[i]), tonumber(ARGV[i + 1]) do
      if looksFree(ordinal) and isFree(ordinal) then
        run[#run + 1] = ordinal
        if #spread < wanted then
          spread[#spread + 1] = ordinal
        end
      else
        run = {}
      end
      if #run == wanted then
        seats = run
        break
      end
    end
    if seats then
      break
    end
  end
  if not seats and #spread == wanted then
    seats = spread
  end
  if not seats then
    return answer({'SOLD_OUT'})
  end
end

local deadline = string.format('%.0f', now + ttl)
local text = {}
local mine = {}
local held = {}
local result = {'HELD', deadline, holdKey}
for i, ordinal in ipairs(seats) do
  redis.call('SET', prefix .. 'seat:' .. ordinal, holdKey, 'PX', ttl)
  held[#held + 1] = deadline
  held[#held + 1] = ordinal
  mine[#mine + 1] = tostring(ordinal)
  text[#text + 1] = ordinal .. ':1:' .. deadline
  result[#result + 1] = tostring(ordinal)
end
redis.call('ZADD', KEYS[2], unpack(held))
redis.call('ZADD', KEYS[7], unpack(held))
redis.call('PEXPIREAT', KEYS[7], deadline)
redis.call('HSET', KEYS[8], 'buyer', buyer, 'ordinals', table.concat(mine, ','), 'deadline', deadline, 'admission', ARGV[10])
redis.call('PEXPIRE', KEYS[8], ttl)

-- What has run out meanwhile is announced in passing, a few seats a call.
for _, ordinal in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, 32)) do
  redis.call('ZREM', KEYS[2], ordinal)
  if redis.call('EXISTS', prefix .. 'seat:' .. ordinal) == 0 and redis.call('GETBIT', KEYS[3], ordinal) == 0 then
    text[#text + 1] = ordinal .. ':0'
  end
end
if redis.call('EXISTS', KEYS[4]) == 0 then
  redis.call('SET', KEYS[4], clock[1] .. string.format('%06d', clock[2]))
end
local version = redis.call('INCR', KEYS[4])
redis.call('XADD', KEYS[5], 'MAXLEN', '~', ARGV[12], string.format('%.0f', version) .. '-0', 's', table.concat(text, ','))
return answer(result)
