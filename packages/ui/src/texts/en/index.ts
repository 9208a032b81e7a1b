/** All English texts, one file per feature. The feature is the first part of its keys: `chat.send`. */
import { chat } from './chat.ts';
import { colleagues } from './colleagues.ts';
import { common } from './common.ts';
import { connection } from './connection.ts';
import { consent } from './consent.ts';
import { errors } from './errors.ts';
import { grants } from './grants.ts';
import { join } from './join.ts';
import { control } from './control.ts';
import { stage } from './stage.ts';
import { notes } from './notes.ts';
import { site } from './site.ts';
import { signIn } from './sign-in.ts';
import { session } from './session.ts';
import { participants } from './participants.ts';
import { palette } from './palette.ts';
import { invite } from './invite.ts';
import { helper } from './helper.ts';
import { home } from './home.ts';
import { trust } from './trust.ts';

export const en = {
  chat,
  colleagues,
  common,
  connection,
  consent,
  control,
  errors,
  grants,
  helper,
  home,
  invite,
  join,
  notes,
  palette,
  participants,
  session,
  signIn,
  site,
  stage,
  trust,
} as const;
