// Prints what awesome-lint finds in each of the lists named, as JSON: an array
// a list. One process for all of them, because its start takes longer than a list.
import process from 'node:process';
import lint from 'awesome-lint/index.js';

const findings = async filename => {
	const files = await lint({filename});
	return files.flatMap(file => file.messages.map(({ruleId, reason}) => ({ruleId, reason})));
};

console.log(JSON.stringify(await Promise.all(process.argv.slice(2).map(findings))));
