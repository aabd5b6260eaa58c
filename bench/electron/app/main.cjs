// Starts the built product (a copy of it, which no build replaces half-way) with the benchmark's hook before it.
require('../hook.cjs');
require(process.env.BENCH_MAIN);
