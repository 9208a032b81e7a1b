/** Pure state machines: the authority of the customer's machine, the CSR's view of it, and chat. */
export { mayInject, mayUse } from './authority/control.ts';
export { nextDeadline } from './authority/deadlines.ts';
export type { AuthorityEffect, AuthorityMessage, Pause, Prompt } from './authority/effects.ts';
export type { AuthorityEvent } from './authority/events.ts';
export { keepAuthority } from './authority/kept.ts';
export type { KeptAuthority } from './authority/kept.ts';
export { initialAuthority } from './authority/state.ts';
export type { Askers, AuthorityPeer, AuthorityState, Trust } from './authority/state.ts';
export { step } from './authority/step.ts';
export { mayView } from './authority/surface.ts';
export { viewOf } from './authority/view.ts';
export { initialChat, MAX_CHAT_LINES, unreadOf } from './chat/state.ts';
export type { Chat, ConversationLine, Delivery } from './chat/state.ts';
export { stepChat } from './chat/step.ts';
export type { ChatEffect, ChatEvent } from './chat/step.ts';
export { NOTHING_INCOMING, takeIncoming } from './clipboard/incoming.ts';
export type { Incoming } from './clipboard/incoming.ts';
export { beginOutgoing, takenOutgoing } from './clipboard/outgoing.ts';
export type { ClipboardPart, ClipboardTaken, Outgoing } from './clipboard/outgoing.ts';
export { FileInbox } from './files/file-inbox.ts';
export type { FileInboxOptions, FileMessage, LeftFile } from './files/file-inbox.ts';
export type { Destination, DownloadProblem, FileDisk, OpenDownload } from './files/file-disk.ts';
export { isUnderWay, offeredFile, stepIncomingFile } from './files/incoming-file.ts';
export type {
  FileHold,
  IncomingFile,
  IncomingFileEffect,
  IncomingFileEvent,
  IncomingFileState,
} from './files/incoming-file.ts';
export { offerBatches } from './files/offer-batches.ts';
export { chaptersOf, eventsOf, heatOf, searchEvents } from './recording/track.ts';
export type { Event as RecordedEvent } from './recording/track.ts';
export { escapeHtml } from './documents/escaping.ts';
export { sessionAsHtml, sessionsAsCsv } from './history/report.ts';
export type { SessionReport } from './history/report.ts';
export { stepRecording } from './recording/recording.ts';
export type {
  Agreement,
  Agreements,
  RecordingEffect,
  RecordingEvent,
  RecordingState,
} from './recording/recording.ts';
export { answerOffer, hearOffer, stepOwnShare, withoutOffer } from './share/share.ts';
export type { OfferedShares, OwnShare, OwnShareEvent, ShareWhat } from './share/share.ts';
export { drawOn, EMPTY_BOARD, keepOnly } from './drawing/board.ts';
export type { Board, DrawingMessage } from './drawing/board.ts';
export { shapeOf } from './drawing/shape.ts';
export { controlAccess, initialCsrView, inputEpoch, seesScreen } from './csr-view/state.ts';
export type { Access, CsrView, Refusal } from './csr-view/state.ts';
export { nextExpiry, stepCsrView } from './csr-view/step.ts';
export type { CsrViewEvent } from './csr-view/step.ts';
export { compareSnapshots } from './system-info/compare.ts';
export type { CategoryChanges, SystemChange } from './system-info/compare.ts';
export { reportsAsCsv, reportsAsHtml, reportsAsJson } from './system-info/export.ts';
export type { ReportNames } from './system-info/export.ts';
export { beginSnapshot, endSnapshot, searchReports, takePart } from './system-info/snapshot.ts';
export type { Snapshot } from './system-info/snapshot.ts';
