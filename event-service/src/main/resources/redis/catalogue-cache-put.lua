-- Stores an entry `<version>|<body>` unless a newer version is there. Returns 1 when stored, 0 when a newer one stays.
local entry_key = KEYS[1]
local version, body, ttl_millis = ARGV[1], ARGV[2], ARGV[3]

local current = redis.call('GET', entry_key)
if current and tonumber(string.match(current, '^(%d+)|')) > tonumber(version) then
  return 0
end
redis.call('SET', entry_key, version .. '|' .. body, 'PX', ttl_millis)
return 1
