-- Holds the draw, once who takes part has been written down: everyone so far changes places by the key that was promised.
--
-- KEYS: the room's state, left.
-- ARGV: the first place that is not drawn, as it was written down; how many take part; the Merkle root of who they are; the
--       numbers before it that nobody has (`from-to,…`, ends excluded).
-- Returns {'DRAWN'}, or {'OTHERWISE'}: it has been held, or what was written down is not how it stands.
local state_key, left_key = KEYS[1], KEYS[2]
local boundary, entrants, root, absent = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]

local state = redis.call('HMGET', state_key, 'opened', 'frozen', 'boundary', 'base', 'gaps')
if state[1] == '1' or state[2] ~= '1' or state[3] ~= boundary then
  return {'OTHERWISE'}
end
local last = string.format('%.0f', tonumber(state[4]) + entrants)
local gaps = last == boundary and {} or {last .. '-' .. boundary}
for from, to in string.gmatch(state[5] or '', '(%d+)-(%d+)') do
  if tonumber(from) >= tonumber(boundary) then
    gaps[#gaps + 1] = from .. '-' .. to -- lost since
  end
end
redis.call('HSET', state_key, 'opened', '1', 'drawn', entrants, 'root', root, 'pregaps', absent,
  'gaps', table.concat(gaps, ','))
redis.call('DEL', left_key) -- lots that nobody has are no turns
return {'DRAWN'}
