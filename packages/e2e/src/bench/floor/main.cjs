// The floor of the benches in Electron: an empty window, or bare WebRTC with the same capture and injection as ours.
// FLOOR=empty opens a page with a button. FLOOR=sender shares the screen and clicks what it is told. FLOOR=viewer only shows.
const { app, BrowserWindow, desktopCapturer, ipcMain, session } = require('electron');

const role = process.env.FLOOR ?? 'empty';
if (process.getuid?.() === 0) app.commandLine.appendSwitch('no-sandbox');

async function openWindow() {
  const bare = { nodeIntegration: true, contextIsolation: false, backgroundThrottling: false };
  const window = new BrowserWindow({
    width: role === 'viewer' ? 1280 : 420,
    height: role === 'viewer' ? 760 : 320,
    // The sender must not stand in the picture.
    show: role !== 'sender',
    webPreferences: role === 'empty' ? { sandbox: true } : bare,
  });
  await window.loadFile(`${__dirname}/${role}.html`);
}

async function injectClicks() {
  const { mouse, Button, Point } = require('@nut-tree-fork/nut-js');
  mouse.config.autoDelayMs = 0;
  ipcMain.on('button', async (_event, { x, y, down }) => {
    await mouse.setPosition(new Point(x, y));
    await (down ? mouse.pressButton(Button.LEFT) : mouse.releaseButton(Button.LEFT));
  });
}

app.whenReady().then(async () => {
  if (role === 'sender') {
    session.defaultSession.setDisplayMediaRequestHandler(async (_request, callback) => {
      const [screen] = await desktopCapturer.getSources({
        types: ['screen'],
        thumbnailSize: { width: 0, height: 0 },
      });
      callback({ video: screen });
    });
    await injectClicks();
  }
  await openWindow();
});
app.on('window-all-closed', () => app.quit());
