// Schema step 132: roles of one's own keep what they could do before purchase prices and many documents as one PDF had rights of their own. Run by migrate.ts only.
import type { Migration } from '../migration.ts';

/** The list stays in order. */
const keeps = (gets: string, where: string): string => `
  UPDATE role SET permissions = (SELECT json_group_array(value) FROM (SELECT value FROM json_each(role.permissions) UNION SELECT '${gets}' ORDER BY 1)) WHERE ${where};`;

export const moreRightsKept: Migration = {
  version: 132,
  up(db) {
    // everybody could see what an item costs
    db.exec(keeps('item.cost', 'true') + keeps('invoice.printMany', "EXISTS (SELECT 1 FROM json_each(role.permissions) WHERE value = 'list.export')"));
  },
};
