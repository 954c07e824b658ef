-- The version an event's seats are at. One that is missing, or lower than one a reader has already shown, starts again from
-- epoch microseconds: versions never go backwards, also when Redis lost some.
-- Returns {version, epoch ms of Redis's clock}.
local version_key = KEYS[1] -- number
local shown = tonumber(ARGV[1]) -- the highest version the reader has shown

local clock = redis.call('TIME')
local version = tonumber(redis.call('GET', version_key) or '-1')
if version < shown or version < 0 then
  version = math.max(clock[1] * 1000000 + clock[2], shown + 1)
  redis.call('SET', version_key, string.format('%.0f', version))
end
return {string.format('%.0f', version), string.format('%.0f', clock[1] * 1000 + math.floor(clock[2] / 1000))}
