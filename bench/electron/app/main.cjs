// Starts the built product with the benchmark's hook before it.
require('../hook.cjs');
require('../../../dist/main/index.cjs');
