/** All Korean texts, one file per feature, each with exactly the keys of the English one. */
import type { en } from '../en/index.ts';
import type { Same } from '../same.ts';
import { chat } from './chat.ts';
import { common } from './common.ts';
import { connection } from './connection.ts';
import { consent } from './consent.ts';
import { errors } from './errors.ts';
import { grants } from './grants.ts';
import { join } from './join.ts';
import { trust } from './trust.ts';

export const ko: Same<typeof en> = { chat, common, connection, consent, errors, grants, join, trust };
