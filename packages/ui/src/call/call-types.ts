/** What the voice and video panels show. Both apps map their connection to this. */

export type CallPerson = {
  readonly id: string;
  readonly name: string;
  readonly voice: 'out' | 'internet' | 'phone';
  readonly muted: boolean;
  readonly microphone: MediaStream | null;
  /** Null while they show none. */
  readonly camera: MediaStream | null;
};

export type CallDevice = {
  readonly id: string;
  readonly kind: 'audioinput' | 'audiooutput' | 'videoinput';
  readonly label: string;
};

export type OwnCall = {
  readonly voice: 'out' | 'internet' | 'phone';
  readonly muted: boolean;
  readonly microphone: MediaStream | null;
  readonly camera: MediaStream | null;
  readonly isPreview: boolean;
  readonly problem: {
    readonly of: 'microphone' | 'camera';
    readonly why: 'refused' | 'missing' | 'busy';
  } | null;
  readonly devices: readonly CallDevice[];
  readonly chosen: Readonly<Partial<Record<CallDevice['kind'], string>>>;
};

export type CallPhone = {
  readonly numbers: readonly { readonly label: string; readonly number: string }[];
  readonly accessCode: string | null;
};

/** What one can do about it. */
export type CallActions = {
  readonly joinByInternet: () => Promise<void>;
  readonly joinByPhone: () => void;
  readonly leaveVoice: () => void;
  readonly setMuted: (muted: boolean) => void;
  readonly previewCamera: () => Promise<void>;
  readonly startCamera: () => Promise<void>;
  readonly stopCamera: () => void;
  readonly choose: (kind: CallDevice['kind'], id: string) => Promise<void>;
};
