-- What wrk asks for: a file of paths drawn at random, by many readers as a proxy in front hands them on, each
-- with an address and one of some hundred browsers: one alone that opened pages this fast would be taken out of
-- the figures as no reader.
-- wrk ... -s load.lua ADDRESS -- FILE [ENCODINGS]
local AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"
local READERS = 50000
local BROWSERS = 500
local asked = {}

function init(args)
  local headers = {
    ["User-Agent"] = AGENT,
    ["Accept"] = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    ["Accept-Language"] = "vi,en;q=0.8",
  }
  if args[2] then headers["Accept-Encoding"] = args[2] end
  -- Formed once, so that drawing one costs the same for one path as for ten thousand.
  local paths = {}
  for path in io.lines(args[1]) do paths[#paths + 1] = path end
  for reader = 1, READERS do
    headers["User-Agent"] = AGENT .. " R/" .. reader % BROWSERS
    headers["X-Forwarded-For"] = string.format("10.%d.%d.9", math.floor(reader / 250), reader % 250)
    asked[reader] = wrk.format("GET", paths[1 + reader % #paths], headers)
  end
  -- Others each run: who is drawn most often would come back every time and be judged to be no reader.
  math.randomseed(os.time())
end

function request()
  return asked[math.random(#asked)]
end

function done(summary, latency)
  local errors = summary.errors
  local lost = errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format(
    'RESULT {"requests": %d, "seconds": %.6f, "bytes": %d, "p50_ms": %.4f, "p99_ms": %.4f, "refused": %d, "lost": %d}\n',
    summary.requests, summary.duration / 1e6, summary.bytes,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, errors.status, lost))
end
