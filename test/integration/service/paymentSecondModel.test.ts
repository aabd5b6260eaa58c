// The second half of the random histories of payments.
import { testHistories } from './paymentModelRun.ts';

testHistories(1);
