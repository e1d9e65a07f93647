// The engine ends its plugins when it ends, unless it is killed itself: nothing else would end this one then.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(), 1000).unref();
