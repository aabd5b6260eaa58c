// The assertions of the demo: patient, since nobody knows on what machine it runs.
import { expect as base } from '@playwright/test';

export const expect = base.configure({ timeout: 30_000 });
