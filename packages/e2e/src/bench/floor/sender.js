// Shares the screen over a bare RTCPeerConnection, all defaults, and clicks what arrives on its data channel.
const { ipcRenderer } = require('electron');

// FLOOR_ICE: how it may connect, where that is not directly.
const peer = new RTCPeerConnection(JSON.parse(process.env.FLOOR_ICE ?? '{}'));
let gathered;
window.answer = async (offer) => {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: 60 } });
  await peer.setRemoteDescription(offer);
  for (const track of stream.getTracks()) peer.addTrack(track, stream);
  gathered = new Promise((resolve) => {
    peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve();
  });
  await peer.setLocalDescription(await peer.createAnswer());
  await gathered;
  return peer.localDescription.toJSON();
};
peer.ondatachannel = ({ channel }) => {
  channel.onmessage = ({ data }) => ipcRenderer.send('button', JSON.parse(data));
};
