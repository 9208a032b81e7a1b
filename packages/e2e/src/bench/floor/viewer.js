// Shows what the sender shares and sends every press and release, in screen pixels.
// FLOOR_ICE: how it may connect, where that is not directly.
const peer = new RTCPeerConnection(JSON.parse(process.env.FLOOR_ICE ?? '{}'));
const channel = peer.createDataChannel('input');
const video = document.querySelector('video');
peer.addTransceiver('video', { direction: 'recvonly' });
peer.ontrack = ({ track }) => {
  video.srcObject = new MediaStream([track]);
};
window.offer = async () => {
  const gathered = new Promise((resolve) => {
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve();
  });
  await peer.setLocalDescription(await peer.createOffer());
  await gathered;
  return peer.localDescription.toJSON();
};
window.accept = (answer) => peer.setRemoteDescription(answer);
for (const type of ['pointerdown', 'pointerup']) {
  video.addEventListener(type, (event) => {
    const box = video.getBoundingClientRect();
    const x = Math.round(((event.clientX - box.left) / box.width) * video.videoWidth);
    const y = Math.round(((event.clientY - box.top) / box.height) * video.videoHeight);
    channel.send(JSON.stringify({ x, y, down: type === 'pointerdown' }));
  });
}
