/** All English texts, one file per feature. The feature is the first part of its keys: `chat.send`. */
import { call } from './call.ts';
import { chat } from './chat.ts';
import { clipboard } from './clipboard.ts';
import { colleagues } from './colleagues.ts';
import { common } from './common.ts';
import { connection } from './connection.ts';
import { consent } from './consent.ts';
import { drawing } from './drawing.ts';
import { errors } from './errors.ts';
import { grants } from './grants.ts';
import { join } from './join.ts';
import { control } from './control.ts';
import { stage } from './stage.ts';
import { notes } from './notes.ts';
import { site } from './site.ts';
import { share } from './share.ts';
import { signIn } from './sign-in.ts';
import { quality } from './quality.ts';
import { files } from './files.ts';
import { folders } from './folders.ts';
import { reboot } from './reboot.ts';
import { receipt } from './receipt.ts';
import { recording } from './recording.ts';
import { systemInfo } from './system-info.ts';
import { session } from './session.ts';
import { participants } from './participants.ts';
import { palette } from './palette.ts';
import { invite } from './invite.ts';
import { helper } from './helper.ts';
import { history } from './history.ts';
import { home } from './home.ts';
import { trust } from './trust.ts';
import { zones } from './zones.ts';

export const en = {
  call,
  chat,
  clipboard,
  colleagues,
  common,
  connection,
  consent,
  control,
  drawing,
  errors,
  files,
  folders,
  grants,
  helper,
  history,
  home,
  invite,
  join,
  notes,
  palette,
  participants,
  quality,
  reboot,
  receipt,
  recording,
  session,
  share,
  signIn,
  site,
  stage,
  systemInfo,
  trust,
  zones,
} as const;
