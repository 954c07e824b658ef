-- Which seats are taken now, in one call; the time is Redis's own, which is what deadlines are in.
-- Returns {bitmap of booked seats, held ordinal…}.
local booked, held = KEYS[1], KEYS[2]

local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local answer = {redis.call('GET', booked) or ''}
for _, ordinal in ipairs(redis.call('ZRANGEBYSCORE', held, '(' .. now, '+inf')) do
  answer[#answer + 1] = ordinal
end
return answer
