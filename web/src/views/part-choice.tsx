import { capacityBytes, type Device, devices, formatBytes } from '../../../src/index.ts';
import { useSession } from '../state/context.ts';
import { toggled } from '../state/settings.ts';

const ids = devices.map(({ id }) => id);

/** The parts that everything is run on, side by side. */
export function PartChoice() {
  return (
    <fieldset>
      <legend>Parts</legend>
      <div class="parts">
        {devices.map((device) => (
          <PartBox key={device.id} device={device} />
        ))}
      </div>
    </fieldset>
  );
}

function PartBox({ device }: { readonly device: Device }) {
  const session = useSession();
  const { deviceIds } = session.settings.value;
  const { id, name, core, clockHz } = device;
  const memory = `${formatBytes(capacityBytes(device, 'flash'))} flash, ${formatBytes(capacityBytes(device, 'ram'))} RAM`;
  return (
    <label class="check" title={`${core}, ${clockHz / 1e6} MHz, ${memory}`}>
      <input
        type="checkbox"
        checked={deviceIds.includes(id)}
        onChange={() => session.update({ deviceIds: toggled(deviceIds, id, ids) })}
      />
      <span>
        {name} <small>{core.replace('cortex-', '')}</small>
      </span>
    </label>
  );
}
