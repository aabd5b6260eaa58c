// The matrices of npm test again, with a kill at every single file operation: people coming and going, and the change of the vault's key.
process.env['BILLFOLD_EVERY_STEP'] = '1';
await import('../integration/vault/killedPeople.test.ts');
await import('../integration/vault/killedRotate.test.ts');
await import('../integration/backup/killedRestore.test.ts');
export {};
