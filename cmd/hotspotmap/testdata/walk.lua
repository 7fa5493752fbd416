-- Asks wrk's server for the addresses in a file, in an order that looks random and is the same each time. A line is an
-- address and the entity tag of a tile that the client has; without a tag it has none. Ends with a line of figures.

local threads = 0

function setup(thread)
	threads = threads + 1
	thread:set("seed", threads)
end

function init(args)
	requests = {}
	for line in io.lines(args[1]) do
		local address, tag = line:match("^(%S+) ?(%S*)$")
		local headers = { ["Accept-Encoding"] = args[2] or "gzip" }
		if tag ~= "" then headers["If-None-Match"] = tag end
		requests[#requests + 1] = wrk.format("GET", address, headers)
	end
	math.randomseed(seed)
end

function request()
	return requests[math.random(#requests)]
end

-- requests, µs, p99 in µs, failures
function done(summary, latency)
	local e = summary.errors
	io.write(string.format("walked %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(99),
		e.connect + e.read + e.write + e.status + e.timeout))
end
