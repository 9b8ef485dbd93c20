// Gives the grid its rows, block by block. The grid's blocks are the parts in which Roster's own list asks.
import { membersAddress } from "../shared/address.js";
import { ask } from "../shared/requests.js";

const order = ([sorted]) => (sorted ? (sorted.sort === "desc" ? `-${sorted.colId}` : sorted.colId) : "name");

/** A datasource over the members of an organization; `view` says what is looked at now. */
export function source(organization, view, { onOrder, onAnswer, onTotal, onBusy }) {
  let pending = 0;
  const count = (by) => {
    pending += by;
    onBusy(pending > 0);
  };
  return {
    async getRows({ startRow, sortModel, successCallback, failCallback }) {
      onOrder(order(sortModel));
      count(1);
      try {
        const asked = { ...view(), sort: order(sortModel) };
        const { items, total } = await ask(membersAddress(organization, asked, startRow));
        onAnswer();
        onTotal(total);
        successCallback(items, total.count);
      } catch {
        failCallback();
      } finally {
        count(-1);
      }
    },
  };
}
