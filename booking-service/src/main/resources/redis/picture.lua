-- Which seats are taken now, in one call; the time is Redis's own, which is what deadlines are in.
--
-- KEYS  1 booked  2 held
-- Returns {bitmap of booked seats, held ordinal…}.
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local answer = {redis.call('GET', KEYS[1]) or ''}
for _, ordinal in ipairs(redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. now, '+inf')) do
  answer[#answer + 1] = ordinal
end
return answer
