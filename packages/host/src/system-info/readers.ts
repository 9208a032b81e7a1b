/** What is read of each category, and by which means; all but programs and what starts by itself by systeminformation. */
import { systemText, type SystemCategory, type SystemField, type SystemReport } from '@alongside/protocol';
import { readSoftware } from './software.ts';
import { readStartup } from './startup.ts';

export type Reading = Pick<SystemReport, 'facts' | 'columns' | 'rows'>;
type Reader = (signal: AbortSignal) => Promise<Reading>;

/** Only when it is asked for: it is large, and most sessions never do. */
async function information() {
  const { default: si } = await import('systeminformation');
  return si;
}

export const READERS: Readonly<Record<SystemCategory, Reader>> = {
  async system() {
    const si = await information();
    const [machine, firmware] = await Promise.all([si.system(), si.bios()]);
    return factsOf([
      ['manufacturer', machine.manufacturer],
      ['model', machine.model],
      ['version', machine.version],
      ['serial', machine.serial],
      ['firmware', [firmware.vendor, firmware.version, firmware.releaseDate].filter(Boolean).join(' ')],
      ['virtual', machine.virtual ? (machine.virtualHost ?? yes(true)) : yes(false)],
    ]);
  },
  async processor() {
    const cpu = await (await information()).cpu();
    return factsOf([
      ['manufacturer', cpu.manufacturer],
      ['brand', cpu.brand],
      ['cores', `${cpu.physicalCores} / ${cpu.cores}`],
      ['speed', cpu.speed > 0 ? `${cpu.speed} GHz` : ''],
    ]);
  },
  async memory() {
    const si = await information();
    const [memory, sticks] = await Promise.all([si.mem(), si.memLayout()]);
    return {
      ...factsOf([
        ['total', bytes(memory.total)],
        ['available', bytes(memory.available)],
        ['used', bytes(memory.total - memory.available)],
        ['swap', memory.swaptotal > 0 ? `${bytes(memory.swapused)} / ${bytes(memory.swaptotal)}` : ''],
      ]),
      ...tableOf(
        ['device', 'size', 'type', 'speed', 'manufacturer'],
        sticks.map(({ bank, size, type, clockSpeed, manufacturer }) => {
          return [bank, bytes(size), type, clockSpeed ? `${clockSpeed} MHz` : '', manufacturer];
        }),
      ),
    };
  },
  async disks() {
    const si = await information();
    const [devices, systems] = await Promise.all([si.blockDevices(), si.fsSize()]);
    return {
      facts: [],
      ...tableOf(
        ['name', 'type', 'model', 'size', 'file-system', 'mount', 'used', 'percent'],
        devices.map(({ name, type, model, size, fsType, mount }) => {
          const usage = mount === '' ? undefined : systems.find((each) => each.mount === mount);
          return [
            name,
            type,
            model,
            bytes(size),
            usage?.type ?? fsType,
            mount,
            usage === undefined ? '' : bytes(usage.used),
            usage === undefined ? '' : `${Math.round(usage.use)} %`,
          ];
        }),
      ),
    };
  },
  async graphics() {
    const { controllers, displays } = await (await information()).graphics();
    return {
      facts: controllers.map(({ vendor, model }) => ({
        field: 'model',
        value: systemText(`${vendor} ${model}`),
      })),
      ...tableOf(
        ['name', 'model', 'resolution', 'type'],
        displays.map((display) => {
          const { resolutionX, resolutionY } = display;
          const resolution = resolutionX && resolutionY ? `${resolutionX} × ${resolutionY}` : '';
          return [display.deviceName ?? '', display.model, resolution, display.connection ?? ''];
        }),
      ),
    };
  },
  async network() {
    const si = await information();
    const [found, gateway] = await Promise.all([si.networkInterfaces(), si.networkGatewayDefault()]);
    const interfaces = Array.isArray(found) ? found : [found];
    return {
      ...factsOf([['gateway', gateway]]),
      ...tableOf(
        ['name', 'type', 'address', 'mac', 'state', 'speed', 'default'],
        interfaces.map((each) => [
          each.ifaceName,
          each.type,
          [each.ip4, each.ip6].filter(Boolean).join(', '),
          each.mac,
          each.operstate,
          each.speed === null ? '' : `${each.speed} Mbit/s`,
          yes(each.default),
        ]),
      ),
    };
  },
  async battery() {
    const battery = await (await information()).battery();
    if (!battery.hasBattery) return NOTHING;
    return factsOf([
      ['percent', `${battery.percent} %`],
      ['charging', yes(battery.isCharging)],
      ['capacity', `${battery.maxCapacity} / ${battery.designedCapacity} ${battery.capacityUnit}`],
      ['cycles', battery.cycleCount],
      ['model', `${battery.manufacturer} ${battery.model}`],
    ]);
  },
  async 'operating-system'() {
    const si = await information();
    const [os, time] = await Promise.all([si.osInfo(), Promise.resolve(si.time())]);
    return factsOf([
      ['platform', os.platform],
      ['name', os.distro],
      ['release', os.release],
      ['kernel', os.kernel],
      ['architecture', os.arch],
      ['host', os.hostname],
      ['uptime', duration(time.uptime)],
      ['time-zone', time.timezoneName],
    ]);
  },
  software: async (signal) => ({ facts: [], ...tableOf(['name', 'version'], await readSoftware(signal)) }),
  async services() {
    const services = await (await information()).services('*');
    return {
      facts: [],
      ...tableOf(
        ['name', 'running', 'start'],
        services.map(({ name, running, startmode }) => [name, yes(running), startmode]),
      ),
    };
  },
  startup: async (signal) => ({ facts: [], ...tableOf(['name', 'command'], await readStartup(signal)) }),
  async processes() {
    const { all, running, list } = await (await information()).processes();
    return {
      ...factsOf([
        ['total', all],
        ['running', running],
      ]),
      ...tableOf(
        ['name', 'process', 'user', 'processor-use', 'memory', 'since'],
        list
          .toSorted((one, other) => other.memRss - one.memRss)
          .map(({ name, pid, user, cpu, memRss, started }) => {
            return [name, pid, user, `${cpu.toFixed(1)} %`, bytes(memRss * KIB), started];
          }),
      ),
    };
  },
  async printers() {
    const printers = await (await information()).printer();
    return {
      facts: [],
      ...tableOf(
        ['name', 'model', 'state', 'default'],
        printers.map(({ name, model, status, default: isDefault }) => [name, model, status, yes(isDefault)]),
      ),
    };
  },
  async users() {
    const users = await (await information()).users();
    return {
      facts: [],
      ...tableOf(
        ['user', 'terminal', 'since', 'address'],
        users.map(({ user, tty, date, time, ip }) => [user, tty, `${date} ${time}`, ip]),
      ),
    };
  },
};

const NOTHING: Reading = { facts: [], columns: [], rows: [] };
const KIB = 1_024;
const GIB = 2 ** 30;

type Value = string | number | null | undefined;

/** What is not known is not said. */
function factsOf(facts: readonly (readonly [SystemField, Value])[]): Reading {
  const known = facts.map(([field, value]) => ({ field, value: systemText(value) }));
  return { ...NOTHING, facts: known.filter(({ value }) => value !== '' && value !== '-') };
}

function tableOf(
  columns: readonly SystemField[],
  rows: readonly (readonly Value[])[],
): Pick<Reading, 'columns' | 'rows'> {
  return { columns, rows: rows.map((row) => row.map(systemText)) };
}

/** In units that are the same in every language, so that two reports can be compared. */
function bytes(count: number): string {
  return count >= GIB ? `${(count / GIB).toFixed(1)} GiB` : `${Math.round(count / 2 ** 20)} MiB`;
}

function yes(is: boolean): string {
  return is ? '✓' : '–';
}

function duration(seconds: number): string {
  const [days, hours, minutes] = [seconds / 86_400, (seconds / 3_600) % 24, (seconds / 60) % 60].map(
    Math.floor,
  );
  return `${days}d ${hours}h ${minutes}min`;
}
