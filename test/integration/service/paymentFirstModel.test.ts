// The first half of the random histories of payments.
import { testHistories } from './paymentModelRun.ts';

testHistories(0);
