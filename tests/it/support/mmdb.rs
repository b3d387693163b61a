//! A small file in the `MaxMind` DB format (version 2.0), made for a test: networks of IPv4 and the
//! country of each. Not for reading one: that is the program's.

use std::net::Ipv4Addr;

/// A record of the search tree.
#[derive(Clone, Copy)]
enum Record {
    Nothing,
    Node(usize),
    Data(usize),
}

/// The file for these networks: first address, length of the prefix, country.
pub fn countries(networks: &[(Ipv4Addr, u8, &str)]) -> Vec<u8> {
    let (mut nodes, mut data) = (vec![[Record::Nothing; 2]], Vec::new());
    for (address, length, country) in networks {
        let at = data.len();
        data.extend(map(&[("country", map(&[("iso_code", text(country))]))]));
        let mut node = 0;
        for bit in 0..*length {
            let side = usize::from(address.to_bits() >> (31 - bit) & 1 == 1);
            if bit + 1 == *length {
                nodes[node][side] = Record::Data(at);
            } else if let Record::Node(next) = nodes[node][side] {
                node = next;
            } else {
                nodes.push([Record::Nothing; 2]);
                nodes[node][side] = Record::Node(nodes.len() - 1);
                node = nodes.len() - 1;
            }
        }
    }
    let mut file = tree(&nodes);
    file.extend([0; 16]);
    file.extend(data);
    file.extend(b"\xab\xcd\xefMaxMind.com");
    file.extend(metadata(nodes.len()));
    file
}

/// Nodes of two records of 24 bits.
fn tree(nodes: &[[Record; 2]]) -> Vec<u8> {
    let number = |record: &Record| match record {
        Record::Nothing => nodes.len(),
        Record::Node(node) => *node,
        Record::Data(at) => nodes.len() + 16 + at,
    };
    let bytes = |record: &Record| {
        let number = u32::try_from(number(record)).expect("a small tree").to_be_bytes();
        [number[1], number[2], number[3]]
    };
    nodes.iter().flatten().flat_map(bytes).collect()
}

fn metadata(nodes: usize) -> Vec<u8> {
    let nodes = u32::try_from(nodes).expect("a small tree");
    map(&[
        ("node_count", [&[0xc4][..], &nodes.to_be_bytes()].concat()),
        ("record_size", vec![0xa1, 24]),
        ("ip_version", vec![0xa1, 4]),
        ("database_type", text("Countries of a test")),
        ("languages", vec![0x00, 0x04]),
        ("binary_format_major_version", vec![0xa1, 2]),
        ("binary_format_minor_version", vec![0xa1, 0]),
        ("build_epoch", vec![0x04, 0x02, 1, 0, 0, 0]),
        ("description", map(&[])),
    ])
}

fn map(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = vec![0xe0 | u8::try_from(entries.len()).expect("a small map")];
    for (key, value) in entries {
        bytes.extend(text(key));
        bytes.extend(value);
    }
    bytes
}

/// A text shorter than 29 bytes.
fn text(text: &str) -> Vec<u8> {
    let length = u8::try_from(text.len()).expect("a short text");
    assert!(length < 29, "{text}");
    [&[0x40 | length][..], text.as_bytes()].concat()
}
