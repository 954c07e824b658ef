-- One consistent look at what is held, and the version it belongs to. A version that is missing, or lower than one a
-- reader has already shown, starts again from epoch microseconds: versions never go backwards, also when Redis lost some.
-- Returns {version, ordinal, ordinal, …} of the holds whose deadline is ahead.
local held_key, version_key = KEYS[1], KEYS[2] -- zset of ordinals by deadline; number
local shown = tonumber(ARGV[1]) -- the highest version the reader has shown

local function current_version(clock)
  local version = tonumber(redis.call('GET', version_key) or '-1')
  if version >= shown and version >= 0 then
    return version
  end
  version = math.max(clock[1] * 1000000 + clock[2], shown + 1)
  redis.call('SET', version_key, string.format('%.0f', version))
  return version
end

local clock = redis.call('TIME')
local version = current_version(clock)
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local answer = redis.call('ZRANGEBYSCORE', held_key, '(' .. now, '+inf')
table.insert(answer, 1, string.format('%.0f', version))
return answer
