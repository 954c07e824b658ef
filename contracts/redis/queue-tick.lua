-- Moves an event's waiting room forward by as much as time, room and seats allow. Every gateway calls it every second; the
-- time since the last tick decides, so that it matters neither how many call nor who dies meanwhile. Its cost does not
-- depend on how many wait.
--
-- KEYS: 1 state  2 active  3 batches  4 unclaimed  5 left  6 on  7 booked  8 held  9 final  10 audit
-- ARGV: 1 key prefix `bo:{e}:`  2 mode in force  3 admissions per minute  4 most active  5 time to claim, ms
--       6 seats in all (0: unknown)  7 start of sales, epoch ms (0: at once)  8 most active looked at in one tick
--       9 highest place this gateway has seen given  10 reserves per second, and 11 held seats, that switch AUTO on
--       12 quiet time after which AUTO goes off, ms  13 life of the `on` flag, ms  14 length of the audit trail
--       15 least time between two ticks, ms  16 buckets
-- Returns {'MISSING'} or {'STATE', field, value, …}.
local prefix = ARGV[1]
local flat = redis.call('HGETALL', KEYS[1])
if #flat == 0 then
  return {'MISSING'}
end
local text = {}
for i = 1, #flat, 2 do
  text[flat[i]] = flat[i + 1]
end
local function number(name)
  return tonumber(text[name] or '0')
end
local function whole(value)
  return string.format('%.0f', value)
end
-- What an operator said goes over what the organiser did, whoever ticks and however little he knows of the room yet.
local mode = text.omode or ARGV[2]
local perMinute = tonumber(text.orate or ARGV[3])
local mostActive = tonumber(text.omax or ARGV[4])
local clock = redis.call('TIME')
local micros = clock[1] * 1000000 + clock[2]
local now = math.floor(micros / 1000)

-- Gaps are places that nobody was given (`from-to`, the end excluded), in order.
local function gapsOf(list)
  local gaps = {}
  for from, to in string.gmatch(list or '', '(%d+)-(%d+)') do
    gaps[#gaps + 1] = {tonumber(from), tonumber(to)}
  end
  return gaps
end
local function within(gaps, from, to)
  local size = 0
  for _, gap in ipairs(gaps) do
    size = size + math.max(0, math.min(to, gap[2]) - math.max(from, gap[1]))
  end
  return size
end

local changed = {}
local function set(name, value)
  text[name] = value
  changed[#changed + 1] = name
  changed[#changed + 1] = value
end

-- A failover may have forgotten numbers that were given.
if number('next') <= tonumber(ARGV[9]) then
  local gap = whole(number('next')) .. '-' .. whole(micros)
  set('gaps', (text.gaps or '') == '' and gap or text.gaps .. ',' .. gap)
  set('next', whole(micros))
  set('epoch', whole(micros))
end

local total = tonumber(ARGV[6])
local booked = redis.call('BITCOUNT', KEYS[7])
local held = redis.call('ZCOUNT', KEYS[8], '(' .. now, '+inf')
local left = total - booked - held
local passed = now - number('tick')

if passed >= tonumber(ARGV[15]) then
  set('tick', whole(now))
  set('soldout', (total > 0 and redis.call('BITCOUNT', KEYS[9]) >= total) and '1' or '0')

  -- The draw: everyone so far changes places by the key that was promised; whoever comes now stands behind them.
  if text.opened ~= '1' and tonumber(ARGV[7]) <= now then
    local base, boundary = number('base'), number('next')
    local drawn = boundary - base - within(gapsOf(text.gaps), base, boundary)
    set('opened', '1')
    set('drawn', whole(drawn))
    set('boundary', whole(boundary))
    set('pregaps', text.gaps or '')
    set('gaps', drawn < boundary - base and whole(base + drawn) .. '-' .. whole(boundary) or '')
  end

  -- Who has booked, and whose time is over without seats in hand, gives the room back.
  local B64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  local function forget(id, what)
    local who = string.sub(id, 1, 16)
    local bytes = {}
    for i = 1, 16, 4 do
      local bits = 0
      for j = i, i + 3 do
        bits = bits * 64 + string.find(B64, string.sub(who, j, j), 1, true) - 1
      end
      bytes[#bytes + 1] = string.char(math.floor(bits / 65536), math.floor(bits / 256) % 256, bits % 256)
    end
    local raw = table.concat(bytes)
    local bucket = (string.byte(raw, 1) * 256 + string.byte(raw, 2)) % tonumber(ARGV[16])
    redis.call('HDEL', prefix .. 'queue:p:' .. string.format('%x', bucket), raw)
    redis.call('ZREM', KEYS[2], id)
    redis.call('HDEL', prefix .. 'queue:holding', id)
    redis.call('XADD', KEYS[10], 'MAXLEN', '~', ARGV[14], '*', 'what', what, 'who', who, 'place', string.sub(id, 18))
  end
  local most = tonumber(ARGV[8])
  local lapsed = 0
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', now, 'LIMIT', 0, most)) do
    local last = redis.call('ZREVRANGE', prefix .. 'buyer:' .. string.sub(id, 1, 16), 0, 0, 'WITHSCORES')
    if last[2] and tonumber(last[2]) > now and redis.call('EXISTS', prefix .. 'queue:done:' .. id) == 0 then
      redis.call('ZADD', KEYS[2], last[2], id)
    else
      forget(id, 'LAPSED')
      lapsed = lapsed + 1
    end
  end
  set('lapsed', whole(number('lapsed') + lapsed))
  -- Who had seats in hand and has none any more, nor one in payment, has released them or let them run out: his
  -- admission ends too. `holding` keeps how many tickets he owned when he was first seen with a hold.
  local holding = prefix .. 'queue:holding'
  local function hasReleased(id)
    local who = string.sub(id, 1, 16)
    local last = redis.call('ZREVRANGE', prefix .. 'buyer:' .. who, 0, 0, 'WITHSCORES')
    local owned = tonumber(redis.call('HGET', prefix .. 'owned', who) or '0')
    if last[2] and tonumber(last[2]) > now then
      redis.call('HSETNX', holding, id, owned)
      redis.call('EXPIRE', holding, 86400)
      return false
    end
    local before = redis.call('HGET', holding, id)
    return before and owned <= tonumber(before)
  end
  local from = number('sweep')
  local some = redis.call('ZRANGE', KEYS[2], from, from + most - 1, 'WITHSCORES')
  local looked = #some / 2
  for i = 1, #some, 2 do
    local id = some[i]
    if redis.call('EXISTS', prefix .. 'queue:done:' .. id) == 1 then
      forget(id, 'DONE')
      from = from - 1
    elseif hasReleased(id) then
      redis.call('SET', prefix .. 'queue:done:' .. id, '1', 'PX', whole(math.max(1000, some[i + 1] - now + 1000)))
      forget(id, 'RELEASED')
      from = from - 1
    end
  end
  set('sweep', whole(looked < most and 0 or math.max(0, from + most)))

  -- Room kept for those who were called and did not come.
  local reserved = number('reserved')
  while true do
    local batch = redis.call('ZRANGE', KEYS[3], 0, 0)[1]
    if not batch or tonumber(redis.call('HGET', KEYS[4], 'until:' .. batch) or '0') > now then
      break
    end
    reserved = reserved - tonumber(redis.call('HGET', KEYS[4], batch) or '0')
    redis.call('HDEL', KEYS[4], batch, 'until:' .. batch)
    redis.call('ZREM', KEYS[3], batch)
  end

  local gaps = gapsOf(text.gaps)
  local serving, next = number('serving'), number('next')
  local waiting = next - serving - within(gaps, serving, next)
  local active = redis.call('ZCARD', KEYS[2])

  -- AUTO: on under pressure, off when nobody waits and it has been quiet for a while.
  local reserves = 0
  for second = clock[1] - 5, clock[1] - 1 do
    reserves = reserves + tonumber(redis.call('GET', prefix .. 'queue:rate:' .. whole(second)) or '0')
  end
  local busy = reserves / 5 >= tonumber(ARGV[10]) or held >= tonumber(ARGV[11])
  if busy or waiting > 0 then
    set('busy', whole(now))
  end
  local on = mode == 'ON'
  if mode == 'AUTO' then
    on = busy or waiting > 0 or (text.on == '1' and now - number('busy') < tonumber(ARGV[12]))
  end
  set('on', on and '1' or '0')
  if on then
    redis.call('SET', KEYS[6], '1', 'PX', ARGV[13])
  elseif mode == 'OFF' then
    -- Said aloud: an operator's OFF holds also where the catalogue says ON.
    redis.call('SET', KEYS[6], '0', 'PX', ARGV[13])
  else
    redis.call('DEL', KEYS[6])
  end

  if text.opened == '1' then
    local rate = perMinute
    -- At rate 0 nobody is called, not even on credit earned before.
    local most = rate > 0 and math.max(1, rate / 30) or 0
    local credit = math.min(number('credit') + rate / 60000 * math.min(passed, 5000), most)
    local calls = math.min(math.floor(credit), waiting, mostActive - active - reserved)
    if total > 0 then
      -- Who is inside and holds nothing yet wants at least one of the seats that are left.
      calls = math.min(calls, left - reserved - math.max(0, active - held))
    end
    if not on then
      calls = waiting -- nobody is kept when the room is off
    elseif text.soldout == '1' then
      calls = 0
    end
    if calls > 0 then
      local to = serving
      local rest = calls
      for _, gap in ipairs(gaps) do
        if gap[2] > to then
          local step = math.min(rest, math.max(0, gap[1] - to))
          to = to + step
          rest = rest - step
          if rest == 0 then
            break
          end
          to = math.max(to, gap[2])
        end
      end
      to = to + rest
      local gone = redis.call('ZCOUNT', KEYS[5], serving, to - 1)
      redis.call('ZREMRANGEBYSCORE', KEYS[5], '-inf', to - 1)
      calls = calls - gone -- those who left need no room
      if on and calls > 0 then
        redis.call('ZADD', KEYS[3], to, whole(to))
        redis.call('HSET', KEYS[4], whole(to), calls, 'until:' .. whole(to), whole(now + tonumber(ARGV[5])))
        reserved = reserved + calls
      end
      set('serving', whole(to))
      credit = math.max(0, credit - calls)
    end
    set('credit', tostring(credit))
  end
  set('reserved', whole(reserved))
end

if #changed > 0 then
  redis.call('HSET', KEYS[1], unpack(changed))
end
local result = {'STATE'}
for name, value in pairs(text) do
  result[#result + 1] = name
  result[#result + 1] = value
end
local function report(name, value)
  result[#result + 1] = name
  result[#result + 1] = whole(value)
end
report('now', now)
report('active', redis.call('ZCARD', KEYS[2]))
report('left', total > 0 and left or -1)
return result
