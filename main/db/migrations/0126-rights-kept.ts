// Schema step 126: roles of one's own keep what they could do before saving reports as files and setting the watch had rights of their own. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

/** Whoever had the right that used to be enough gets the new one; the list stays in order. */
const keeps = (had: string, gets: string): string => `
  UPDATE role SET permissions = (SELECT json_group_array(value) FROM (SELECT value FROM json_each(role.permissions) UNION SELECT '${gets}' ORDER BY 1))
    WHERE EXISTS (SELECT 1 FROM json_each(role.permissions) WHERE value = '${had}');`;

export const rightsKept: Migration = {
  version: 126,
  up(db) {
    db.exec(keeps('report.read', 'list.export') + keeps('alert.acknowledge', 'alert.manage'));
  },
};
