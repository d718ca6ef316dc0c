import type { names } from "../catalogue/names.js";
import type { Pages } from "./page.js";

const VARIABLES = "Step Functions Developer Guide, Passing data between states with variables.";
const LABEL = "Step Functions Developer Guide, Distributed Map.";

const distributed = (label: string): string => `{
  "Type": "Map",
  "Label": "${label}",
  "ItemProcessor": {
    "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
    "StartAt": "Charge",
    "States": { "Charge": { "Type": "Pass", "End": true } }
  },
  "End": true
}`;

const twice = (second: string): string => `{
  "Charge all": {
    "Type": "Map",
    "Label": "orders",
    "ItemProcessor": {
      "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
      "StartAt": "Charge",
      "States": { "Charge": { "Type": "Pass", "End": true } }
    },
    "Next": "Ship all"
  },
  "Ship all": {
    "Type": "Map",
    "Label": "${second}",
    "ItemProcessor": {
      "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
      "StartAt": "Ship",
      "States": { "Ship": { "Type": "Pass", "End": true } }
    },
    "End": true
  }
}`;

const assigned = (name: string, read = name): string => `{
  "Count": {
    "Type": "Pass",
    "Assign": { "${name}": 1 },
    "Next": "Tell"
  },
  "Tell": {
    "Type": "Pass",
    "Parameters": { "count.$": "$${read}" },
    "End": true
  }
}`;

const LONG = "everything that has to be done between receiving an order and sending the parcel";

export const namesPages: Pages<typeof names> = {
  "duplicate-state": {
    about:
      "Two states have the same name. Names are unique over the whole machine, states inside branches and item processors included, because histories and metrics tell states apart by name alone.",
    wrong: `{
  "Charge": {
    "Type": "Map",
    "ItemProcessor": {
      "StartAt": "Charge",
      "States": { "Charge": { "Type": "Pass", "End": true } }
    },
    "End": true
  }
}`,
    right: `{
  "Charge all": {
    "Type": "Map",
    "ItemProcessor": {
      "StartAt": "Charge",
      "States": { "Charge": { "Type": "Pass", "End": true } }
    },
    "End": true
  }
}`,
    source: "Amazon States Language specification, States.",
  },
  "state-name-length": {
    about: "The name of a state has at most 80 characters. Put the explanation into the state's `Comment`.",
    wrong: `{
  "${LONG}.": { "Type": "Pass", "End": true }
}`,
    right: `{
  "Fulfil": {
    "Type": "Pass",
    "Comment": "${LONG}.",
    "End": true
  }
}`,
    source: "Amazon States Language specification, States.",
  },
  "state-name-empty": {
    about: "The name of a state has at least one character.",
    wrong: `{
  "StartAt": "",
  "States": { "": { "Type": "Pass", "End": true } }
}`,
    right: `{
  "StartAt": "Charge",
  "States": { "Charge": { "Type": "Pass", "End": true } }
}`,
    source: "Amazon States Language specification, States.",
  },
  "label-length": {
    about:
      "`Label` becomes part of the ARNs of a distributed Map's runs and of their child executions. It has at most 40 characters. Without one, AWS makes one up.",
    wrong: distributed("orders-received-since-yesterday-afternoon"),
    right: distributed("orders-since-yesterday"),
    source: LABEL,
  },
  "label-characters": {
    about:
      "`Label` becomes part of ARNs, so characters with a meaning there are refused: blanks, brackets, wildcards, and most punctuation. Letters, digits, `-`, `_` and `.` are safe.",
    wrong: distributed("new orders"),
    right: distributed("new-orders"),
    source: LABEL,
  },
  "duplicate-label": {
    about:
      "Two distributed Maps have the same `Label`, so their runs could not be told apart. Labels are unique over the machine.",
    wrong: twice("orders"),
    right: twice("parcels"),
    source: LABEL,
  },
  "reserved-variable": {
    about: "`$states` is how expressions reach the state's input, result and context. A variable cannot take its name.",
    wrong: assigned("states"),
    right: assigned("state"),
    source: VARIABLES,
  },
  "variable-name": {
    about:
      "The keys of `Assign` are variables. A name begins with a letter and goes on with letters, digits and underscores; letters of any language do. Only whole variables can be assigned: `order.total` is not a name. In JSONPath states the ending `.$` is not part of it.",
    wrong: assigned("order-count", ".count"),
    right: assigned("orderCount"),
    source: VARIABLES,
  },
  "variable-length": {
    about: "The name of a variable has at most 80 characters.",
    wrong: assigned("orders_that_were_received_since_the_last_time_the_warehouse_was_open_for_the_public"),
    right: assigned("new_orders"),
    source: VARIABLES,
  },
  "variable-shadows": {
    about:
      "States inside a branch or an item processor can read the variables around them, but not assign one of the same name: AWS does not let an inner variable hide an outer one. To bring a value out of a branch, return it as output. The children of a distributed Map see no outer variables and may use any name.",
    wrong: `{
  "Count": { "Type": "Pass", "Assign": { "total": 0 }, "Next": "Each" },
  "Each": {
    "Type": "Map",
    "ItemProcessor": {
      "StartAt": "Add",
      "States": {
        "Add": {
          "Type": "Pass",
          "Assign": { "total.$": "States.MathAdd($total, 1)" },
          "End": true
        }
      }
    },
    "End": true
  }
}`,
    right: `{
  "Count": { "Type": "Pass", "Assign": { "total": 0 }, "Next": "Each" },
  "Each": {
    "Type": "Map",
    "ItemProcessor": {
      "StartAt": "Add",
      "States": {
        "Add": {
          "Type": "Pass",
          "Parameters": { "sum.$": "States.MathAdd($total, 1)" },
          "End": true
        }
      }
    },
    "End": true
  }
}`,
    source: VARIABLES,
  },
};
