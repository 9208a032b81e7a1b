/** Cameras and microphones: what is asked of the machine, and how little of the line they may take. */

const CAMERA_BITRATE = 600_000;
const CAMERA_FPS = 24;

/** For `getUserMedia`: a voice without the room around it, and never its own echo. */
export const microphoneConstraints: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

export const cameraConstraints: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: CAMERA_FPS, max: CAMERA_FPS },
};

/** Once per connection: the screen comes first when the line is narrow. */
export async function limitCamera(sender: RTCRtpSender): Promise<void> {
  const parameters: RTCRtpSendParameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (encoding === undefined) return;
  encoding.maxBitrate = CAMERA_BITRATE;
  encoding.maxFramerate = CAMERA_FPS;
  encoding.priority = 'low';
  encoding.networkPriority = 'low';
  await sender.setParameters(parameters);
}
