-- Remembers how often codes have been used, unless something newer is known. Returns how many were news.
local codeUses = KEYS[1]
-- ARGV: for each use its field, version and count

local news = 0
for i = 1, #ARGV, 3 do
  local field, version, uses = ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]
  local known = string.match(redis.call('HGET', codeUses, field) or '', '^(%d+) ')
  if not known or tonumber(known) < version then
    redis.call('HSET', codeUses, field, ARGV[i + 1] .. ' ' .. uses)
    news = news + 1
  end
end
return news
