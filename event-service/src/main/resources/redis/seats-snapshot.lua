-- One consistent look at what is held, and the version it belongs to. A version that is missing, or lower than one a
-- reader has already shown, starts again from epoch microseconds: versions never go backwards, also when Redis lost some.
--
-- KEYS: held (zset), ver. ARGV: the highest version the reader has shown.
-- Returns: {version, ordinal, ordinal, …} of the holds whose deadline is ahead.
local clock = redis.call('TIME')
local known = tonumber(ARGV[1])
local version = tonumber(redis.call('GET', KEYS[2]) or '-1')
if version < known or version < 0 then
  version = math.max(clock[1] * 1000000 + clock[2], known + 1)
  redis.call('SET', KEYS[2], string.format('%.0f', version))
end
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local answer = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf')
table.insert(answer, 1, string.format('%.0f', version))
return answer
