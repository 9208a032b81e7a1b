/**
 * Voice and video of one person with all the others: own devices and tracks, what goes to whom, what the others say of
 * theirs. Owns every track it opened and stops it. Knows no screens, no consent and no looks.
 */
import type { ParticipantId, PeerMessageOf } from '@alongside/protocol';
import { cameraConstraints, microphoneConstraints } from './camera.ts';
import { createCell, type Observable } from './observable.ts';
import type { Link } from './types.ts';

type MediaState = PeerMessageOf<'media.state'>;

export type Voice = MediaState['voice'];
/** `refused`: by the person or the system. `missing`: there is none. `busy`: another program has it. */
export type DeviceProblem = 'refused' | 'missing' | 'busy';

export type Device = {
  readonly id: string;
  readonly kind: MediaDeviceInfo['kind'];
  /** Empty until one of its kind was allowed once. */
  readonly label: string;
};

export type CallState = {
  readonly voice: Voice;
  readonly muted: boolean;
  /** For a level meter; null while not by internet. */
  readonly microphone: MediaStream | null;
  readonly camera: MediaStream | null;
  /** The camera is looked at by its own person only. */
  readonly isPreview: boolean;
  readonly problem: { readonly of: 'microphone' | 'camera'; readonly why: DeviceProblem } | null;
  readonly devices: readonly Device[];
  readonly chosen: Readonly<Partial<Record<MediaDeviceInfo['kind'], string>>>;
  readonly others: ReadonlyMap<ParticipantId, Omit<MediaState, 'type'>>;
};

const QUIET: CallState = {
  voice: 'out',
  muted: false,
  microphone: null,
  camera: null,
  isPreview: false,
  problem: null,
  devices: [],
  chosen: {},
  others: new Map(),
};

type CallLink = Pick<Link, 'state' | 'send' | 'sendMedia' | 'onMessage' | 'onPeer'>;

export class Call {
  readonly #link: CallLink;
  readonly #cell = createCell(QUIET);
  readonly #ends: (() => void)[];
  /** Counted up whenever the camera is wanted anew, or not any more. */
  #cameraTurn = 0;
  #isClosed = false;

  constructor(link: CallLink) {
    this.#link = link;
    const onDevices = (): void => void this.#listDevices();
    mediaDevices()?.addEventListener('devicechange', onDevices);
    this.#ends = [
      link.onMessage((from, message) => {
        if (message.type === 'media.state') this.#hear(from, message);
      }),
      link.onPeer(({ type, peer }) => {
        if (type === 'gone') this.#forget(peer);
        if (type === 'connected' || type === 'back') this.#tell(peer);
      }),
      () => mediaDevices()?.removeEventListener('devicechange', onDevices),
    ];
  }

  get state(): Observable<CallState> {
    return this.#cell;
  }

  /** Without a microphone one still hears the others. */
  readonly joinByInternet = async (): Promise<void> => {
    this.#set({ voice: 'internet', muted: false, problem: null });
    await this.#openMicrophone();
    this.#tellAll();
  };

  readonly joinByPhone = (): void => {
    this.#dropMicrophone();
    this.#set({ voice: 'phone', muted: false, problem: null });
    this.#tellAll();
  };

  readonly leaveVoice = (): void => {
    this.#dropMicrophone();
    this.#set({ voice: 'out', muted: false, problem: null });
    this.#tellAll();
  };

  readonly setMuted = (muted: boolean): void => {
    for (const track of this.#now.microphone?.getTracks() ?? []) track.enabled = !muted;
    this.#set({ muted });
    this.#tellAll();
  };

  /** Shown to nobody else yet. */
  readonly previewCamera = async (): Promise<void> => {
    this.#dropCamera();
    const turn = this.#cameraTurn;
    const camera = await this.#open('camera', { video: this.#withChoice('videoinput', cameraConstraints) });
    // Not wanted any more by the time the system gave it.
    if (turn !== this.#cameraTurn) return stopAll(camera);
    if (camera !== null) this.#set({ camera, isPreview: true, problem: null });
  };

  readonly startCamera = async (): Promise<void> => {
    if (this.#now.camera === null) await this.previewCamera();
    if (this.#now.camera === null) return;
    this.#set({ isPreview: false });
    this.#tellAll();
  };

  readonly stopCamera = (): void => {
    this.#dropCamera();
    this.#tellAll();
  };

  /** Microphone and camera are opened anew at once where they are on. */
  readonly choose = async (kind: MediaDeviceInfo['kind'], id: string): Promise<void> => {
    this.#set({ chosen: { ...this.#now.chosen, [kind]: id } });
    const { voice, camera, isPreview } = this.#now;
    if (kind === 'audioinput' && voice === 'internet') await this.#openMicrophone();
    if (kind === 'videoinput' && camera !== null) {
      await this.previewCamera();
      if (!isPreview) await this.startCamera();
    }
    this.#tellAll();
  };

  close(): void {
    this.#isClosed = true;
    for (const end of this.#ends) end();
    this.#dropMicrophone();
    this.#dropCamera();
  }

  get #now(): CallState {
    return this.#cell.get();
  }

  #set(change: Partial<CallState>): void {
    this.#cell.set({ ...this.#now, ...change });
  }

  async #openMicrophone(): Promise<void> {
    this.#dropMicrophone();
    const audio = this.#withChoice('audioinput', microphoneConstraints);
    const microphone = await this.#open('microphone', { audio });
    if (microphone === null) return;
    // Left while the system was asked.
    if (this.#isClosed || this.#now.voice !== 'internet') return stopAll(microphone);
    for (const track of microphone.getTracks()) track.enabled = !this.#now.muted;
    this.#set({ microphone });
  }

  async #open(of: 'microphone' | 'camera', wanted: MediaStreamConstraints): Promise<MediaStream | null> {
    try {
      const stream = await mediaDevices()?.getUserMedia(wanted);
      if (stream === undefined) throw new DOMException('a page without media', 'NotFoundError');
      // Unplugged: the others are told that nothing comes any more.
      for (const track of stream.getTracks()) track.addEventListener('ended', () => this.#lost(of, stream));
      await this.#listDevices();
      return stream;
    } catch (error) {
      this.#set({ problem: { of, why: problemOf(error) } });
      return null;
    }
  }

  #lost(of: 'microphone' | 'camera', stream: MediaStream): void {
    if (this.#now[of] !== stream) return;
    if (of === 'camera') this.#dropCamera();
    else this.#dropMicrophone();
    this.#set({ problem: { of, why: 'missing' } });
    this.#tellAll();
  }

  #withChoice(kind: MediaDeviceInfo['kind'], wanted: MediaTrackConstraints): MediaTrackConstraints {
    const id = this.#now.chosen[kind];
    return id === undefined ? wanted : { ...wanted, deviceId: { ideal: id } };
  }

  async #listDevices(): Promise<void> {
    const devices = (await mediaDevices()?.enumerateDevices()) ?? [];
    const known = devices.filter(({ deviceId }) => deviceId !== '');
    this.#set({ devices: known.map(({ deviceId, kind, label }) => ({ id: deviceId, kind, label })) });
  }

  #dropMicrophone(): void {
    stopAll(this.#now.microphone);
    this.#set({ microphone: null });
  }

  #dropCamera(): void {
    this.#cameraTurn += 1;
    stopAll(this.#now.camera);
    this.#set({ camera: null, isPreview: false });
  }

  #tellAll(): void {
    for (const [peer, { state }] of this.#link.state.get().peers) if (state === 'connected') this.#tell(peer);
  }

  #tell(peer: ParticipantId): void {
    const { voice, muted, microphone, camera, isPreview } = this.#now;
    const shown = isPreview ? null : camera;
    this.#sendVoice(peer);
    void this.#link.sendMedia(peer, 'camera', shown?.getVideoTracks()[0] ?? null);
    const isSilent = voice === 'internet' && microphone === null;
    void this.#link.send(peer, {
      type: 'media.state',
      voice,
      muted: muted || isSilent,
      camera: shown !== null,
    });
  }

  /** To those who are in the call and to nobody else. */
  #sendVoice(peer: ParticipantId): void {
    const { microphone, others } = this.#now;
    const isHeard = others.get(peer)?.voice === 'internet';
    void this.#link.sendMedia(peer, 'microphone', isHeard ? (microphone?.getAudioTracks()[0] ?? null) : null);
  }

  #hear(from: ParticipantId, { voice, muted, camera }: MediaState): void {
    this.#set({ others: new Map(this.#now.others).set(from, { voice, muted, camera }) });
    this.#sendVoice(from);
  }

  #forget(peer: ParticipantId): void {
    const others = new Map(this.#now.others);
    if (others.delete(peer)) this.#set({ others });
  }
}

/** Pages that came over plain http have none. */
function mediaDevices(): MediaDevices | undefined {
  return (navigator as Partial<Navigator>).mediaDevices;
}

function stopAll(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

function problemOf(error: unknown): DeviceProblem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'missing';
}
